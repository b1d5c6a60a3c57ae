// SPDX-License-Identifier: BSL-1.0
#pragma once
// A boolean in a response, with three states. Unlike std::optional<bool>, it converts to false if it holds false.

#include <concepts>
#include <optional>
#include <ostream>

namespace roster::inline v0 {

/// Absent, false or true. Converts to bool as true only if it is present and true. Is printed as "absent", "false" or
/// "true".
/// Example: flag: is printed
class flag {
 public:
  constexpr flag() noexcept = default;
  /// A flag that is present.
  constexpr flag(std::same_as<bool> auto value) noexcept : value_(value) {}  // NOLINT: implicit on purpose

  /// Returns whether it is true; an absent one is false.
  constexpr explicit operator bool() const noexcept { return value_.value_or(false); }
  /// Returns whether it is present.
  constexpr bool has_value() const noexcept { return value_.has_value(); }
  /// Returns the value, or `other` if it is absent.
  constexpr bool value_or(bool other) const noexcept { return value_.value_or(other); }

  friend std::ostream& operator<<(std::ostream& out, flag f) {
    return out << (!f.has_value() ? "absent" : f ? "true" : "false");
  }

  friend constexpr bool operator==(flag, flag) noexcept = default;
  friend constexpr bool operator==(flag a, std::same_as<bool> auto b) noexcept { return a.value_ == b; }

 private:
  std::optional<bool> value_{};
};

}  // namespace roster::inline v0
