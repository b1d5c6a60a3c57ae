// SPDX-License-Identifier: BSL-1.0
#pragma once
// JSON kept as text: values of any shape, and members without a declaration.

#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace roster::inline v0 {

/// JSON as text, kept byte for byte; `roster::parse` parses it. It is read from a string, whose text should be JSON and is
/// not validated, or from any other JSON value. Encoding writes what was read: a string, or a value.
class json_text {
 public:
  json_text() = default;
  /// Makes a string on the wire, which contains this JSON.
  explicit json_text(std::string text) noexcept : text_(std::move(text)) {}
  /// Makes a value on the wire: an object, a list, a number, …
  static json_text value(std::string json) noexcept {
    json_text made(std::move(json));
    made.is_value_ = !made.empty();
    return made;
  }

  /// Returns the text as received.
  const std::string& text() const noexcept { return text_; }
  /// Returns whether it is a value on the wire, not a string that contains JSON.
  bool is_value() const noexcept { return is_value_; }
  /// Returns whether it is absent.
  bool empty() const noexcept { return text_.empty(); }

  friend bool operator==(const json_text&, const json_text&) = default;
  friend std::ostream& operator<<(std::ostream& out, const json_text& j) { return out << j.text_; }

 private:
  std::string text_{};
  bool is_value_{};
};

/// The unknown members of an object, in the order received. A struct opts in with a member of this type.
struct unknown_fields {
  /// A member of a JSON object that the struct does not have; `json` is its value, byte for byte as received.
  struct field {
    std::string name{};  ///< as on the wire
    std::string json{};  ///< any JSON value

    friend bool operator==(const field&, const field&) = default;
  };

  std::vector<field> list{};  ///< in the order of the response

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
