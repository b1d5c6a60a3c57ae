// SPDX-License-Identifier: BSL-1.0
#pragma once
// A string that must not be shown, such as an access key or a token. Printing it is safe by default, and its memory is
// overwritten when it is no longer needed.

#include <concepts>
#include <ostream>
#include <roster/detail/wipe.hpp>
#include <string>
#include <string_view>
#include <utility>

namespace roster::inline v0 {

/// Text that prints as "***". Only `reveal()` returns it. Its memory is overwritten with zeros when it is destroyed,
/// assigned to or moved from.
/// Example: secret: no freed memory holds the text
class secret {
 public:
  secret() = default;
  /// Copies the text; the original is the caller's to wipe.
  template <class Text>
    requires std::convertible_to<const Text&, std::string_view>
  explicit secret(const Text& text) : text_(std::string_view(text)) {}
  /// Takes ownership of a string. Wiping earlier copies of it is up to the caller.
  explicit secret(std::string text) noexcept : text_(std::move(text)) { detail::wipe(text); }

  secret(const secret&) = default;
  secret(secret&& other) noexcept : text_(std::move(other.text_)) { detail::wipe(other.text_); }
  secret& operator=(const secret& other) {
    if (this != &other) *this = secret(other);  // copy first: it may throw
    return *this;
  }
  secret& operator=(secret&& other) noexcept {
    if (this == &other) return *this;
    detail::wipe(text_);
    text_ = std::move(other.text_);
    detail::wipe(other.text_);  // wipes the small-string buffer, and a block that was swapped
    return *this;
  }
  ~secret() { detail::wipe(text_); }

  /// Returns the text itself.
  /// Lifetime: until this object changes.
  const std::string& reveal() const noexcept { return text_; }
  /// Returns whether there is no text.
  bool empty() const noexcept { return text_.empty(); }

  /// Returns the text to show instead: "***", or "" when the secret is empty.
  std::string_view redacted() const noexcept { return text_.empty() ? "" : "***"; }

  friend bool operator==(const secret&, const secret&) = default;
  friend std::ostream& operator<<(std::ostream& out, const secret& s) { return out << s.redacted(); }

 private:
  std::string text_{};
};

}  // namespace roster::inline v0
