// SPDX-License-Identifier: BSL-1.0
#pragma once
// JSON that a vendor sends inside a string. It is kept as text and parsed only on request.

#include <ostream>
#include <string>
#include <string_view>
#include <utility>

namespace roster::inline v0 {

/// A string that should contain JSON. It is kept byte for byte and not validated; `roster::parse` parses it.
class json_text {
 public:
  json_text() = default;
  explicit json_text(std::string text) noexcept : text_(std::move(text)) {}

  const std::string& text() const noexcept { return text_; }
  bool empty() const noexcept { return text_.empty(); }

  friend bool operator==(const json_text&, const json_text&) = default;
  friend std::ostream& operator<<(std::ostream& out, const json_text& j) { return out << j.text_; }

 private:
  std::string text_{};
};

}  // namespace roster::inline v0
