// SPDX-License-Identifier: BSL-1.0
#pragma once
// Secrets with unmistakable values, and the search for them: literally, in part, and in the encodings of the
// protocols.

#include <array>
#include <cstddef>
#include <cstdio>
#include <roster/http/url.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace fake {

inline std::string hex_of(std::string_view text, const char* format) {
  std::string out;
  for (const char c : text) {
    std::array<char, 4> digits{};
    std::snprintf(digits.data(), digits.size(), format, static_cast<unsigned>(static_cast<unsigned char>(c)));
    out += digits.data();
  }
  return out;
}

inline std::string base64_of(std::string_view text) {
  constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t bit = 0; bit < text.size() * 8; bit += 6) {
    unsigned six = 0;
    for (std::size_t i = bit; i < bit + 6; ++i) {
      const unsigned byte = i / 8 < text.size() ? static_cast<unsigned char>(text[i / 8]) : 0;
      six = six * 2 + ((byte >> (7 - i % 8)) & 1U);
    }
    out += digits[six];
  }
  return out;
}

/// A text that must not be found anywhere.
class planted {
 public:
  explicit planted(std::string text) : text_(std::move(text)) {
    for (std::size_t at = 0; at + piece <= text_.size(); ++at) forms_.push_back(text_.substr(at, piece));
    forms_.push_back(roster::http::detail::percent_encode(text_));
    forms_.push_back(hex_of(text_, "%02x"));
    forms_.push_back(hex_of(text_, "%02X"));
    // Within a longer text, as a password after a user name, base64 has three forms. The characters at the
    // ends that also depend on neighbouring bytes are omitted.
    for (const std::string before : {"", "x", "xx"}) {
      const auto all = base64_of(before + text_);
      const auto begin = before.size() * 8 / 6 + (before.empty() ? 0 : 1);
      const auto end = (before.size() + text_.size()) * 8 / 6;
      forms_.push_back(all.substr(begin, end - begin));
    }
  }

  const std::string& text() const noexcept { return text_; }
  const std::vector<std::string>& forms() const noexcept { return forms_; }

  /// Returns the form in which the secret occurs in a text; "" if it does not.
  std::string in(std::string_view text) const {
    for (const auto& form : forms_)
      if (text.find(form) != text.npos) return form;
    return {};
  }

 private:
  static constexpr std::size_t piece = 10;  // leaking this many bytes of it is too much

  std::string text_;
  std::vector<std::string> forms_{};
};

}  // namespace fake
