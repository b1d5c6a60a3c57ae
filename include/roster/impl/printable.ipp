// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of printable.hpp.

#include <array>
#include <cstdint>
#include <cstdio>
#include <roster/printable.hpp>

namespace roster {
namespace detail {

struct code_point {
  std::uint32_t value;
  std::size_t length;  // 0: not UTF-8
};

inline code_point read_utf8(std::string_view text) noexcept {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned first = byte(0);
  if (first < 0x80) return {first, 1};
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || text.size() < length) return {0, 0};
  std::uint32_t value = first & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0U) != 0x80U) return {0, 0};
    value = (value << 6U) | (byte(i) & 0x3FU);
  }
  constexpr std::array<std::uint32_t, 5> smallest{0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  return value < smallest[length] || value > 0x10FFFF || surrogate ? code_point{0, 0}
                                                                   : code_point{value, length};
}

inline bool is_shown_as_is(std::uint32_t c) noexcept {
  if (c < 0x20 || (c >= 0x7F && c < 0xA0)) return false;
  const bool line_or_bidi =
      (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F;
  return !line_or_bidi && c != 0xFEFF;
}

inline std::string escaped(const char* format, std::uint32_t value) {
  std::array<char, 16> buffer{};
  std::snprintf(buffer.data(), buffer.size(), format, static_cast<unsigned>(value));
  return buffer.data();
}

}  // namespace detail

ROSTER_DECL std::string printable(std::string_view text, std::size_t most) {
  std::string out;
  while (!text.empty()) {
    const auto [value, length] = detail::read_utf8(text);
    std::string piece;
    if (length == 0)
      piece = detail::escaped("\\x%02x", static_cast<unsigned char>(text[0]));
    else if (detail::is_shown_as_is(value))
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
