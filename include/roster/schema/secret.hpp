// SPDX-License-Identifier: BSL-1.0
#pragma once
// Text that must not be shown: access keys, service tokens. A type of its own, so that printing it is safe by
// default.

#include <concepts>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>

namespace roster {

/// Text that prints as "***". Only `reveal()` gives it away.
class secret {
 public:
  secret() = default;
  template <class Text>
    requires std::convertible_to<const Text&, std::string_view>
  explicit secret(const Text& text) : text_(std::string_view(text)) {}
  explicit secret(std::string text) noexcept : text_(std::move(text)) {}

  /// Returns the text itself.
  /// Lifetime: until this object changes.
  const std::string& reveal() const noexcept { return text_; }
  bool empty() const noexcept { return text_.empty(); }

  /// Returns what may be shown instead: "***", or "" when there is nothing to hide.
  std::string_view masked() const noexcept { return text_.empty() ? "" : "***"; }

  friend bool operator==(const secret&, const secret&) = default;
  friend std::ostream& operator<<(std::ostream& out, const secret& s) { return out << s.masked(); }

 private:
  std::string text_{};
};

}  // namespace roster
