// SPDX-License-Identifier: BSL-1.0
#pragma once
// Members of a response that are not in the schema. They are kept, so that no data is lost when the vendor adds a
// field.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace roster::inline v0 {

/// A member of a JSON object that the struct does not have; `json` is its value, byte for byte as received.
struct unknown_field {
  std::string name{};
  std::string json{};

  friend bool operator==(const unknown_field&, const unknown_field&) = default;
};

/// The unknown members of an object, in the order received. A struct opts in with a member of this type.
struct unknown_fields {
  std::vector<unknown_field> list{};

  /// Returns the raw JSON of the first member called `name`.
  /// Lifetime: until the list changes.
  std::optional<std::string_view> find(std::string_view name) const noexcept {
    for (const auto& f : list)
      if (f.name == name) return f.json;
    return std::nullopt;
  }

  friend bool operator==(const unknown_fields&, const unknown_fields&) = default;
};

}  // namespace roster::inline v0
