// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of printable.hpp.

#include <array>
#include <cstdio>
#include <roster/printable.hpp>
#include <roster/utf8.hpp>

namespace roster {
namespace detail {

inline std::string escaped(const char* format, char32_t value) {
  std::array<char, 16> buffer{};
  std::snprintf(buffer.data(), buffer.size(), format, static_cast<unsigned>(value));
  return buffer.data();
}

}  // namespace detail

ROSTER_DECL std::string printable(std::string_view text, std::size_t most) {
  std::string out;
  while (!text.empty()) {
    const auto [value, length] = read_utf8(text);
    std::string piece;
    if (length == 0)
      piece = detail::escaped("\\x%02x", static_cast<unsigned char>(text[0]));
    else if (is_shown(value))
      piece = text.substr(0, length);
    else if (value == '\n')
      piece = "\\n";
    else if (value == '\r')
      piece = "\\r";
    else if (value == '\t')
      piece = "\\t";
    else if (value < 0x100)
      piece = detail::escaped("\\x%02x", value);
    else
      piece = detail::escaped("\\u%04x", value);
    if (out.size() + piece.size() > most) return out += "...";
    out += piece;
    text.remove_prefix(length == 0 ? 1 : length);
  }
  return out;
}

}  // namespace roster
