// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of escape_for_log.hpp.

#include <cstddef>
#include <roster/detail/utf8.hpp>
#include <roster/escape_for_log.hpp>

namespace roster::inline v0 {
namespace detail {

/// Returns an escape such as "\x1b": a backslash, the letter and at least `digits` hexadecimal digits.
inline std::string escaped(char letter, std::size_t digits, char32_t value) {
  std::string out;
  for (; value != 0 || out.size() < digits; value >>= 4U)
    out.insert(out.begin(), "0123456789abcdef"[value & 0xFU]);
  return std::string{'\\', letter} + out;
}

}  // namespace detail

ROSTER_DECL std::string escape_for_log(std::string_view text, std::size_t most) {
  std::string out;
  while (!text.empty()) {
    const auto [value, length] = detail::read_utf8(text);
    std::string piece;
    if (length == 0)
      piece = detail::escaped('x', 2, static_cast<unsigned char>(text[0]));
    else if (detail::is_shown(value))
      piece = text.substr(0, length);
    else if (value == '\n')
      piece = "\\n";
    else if (value == '\r')
      piece = "\\r";
    else if (value == '\t')
      piece = "\\t";
    else if (value < 0x100)
      piece = detail::escaped('x', 2, value);
    else if (value < 0x10000)
      piece = detail::escaped('u', 4, value);
    else
      piece = detail::escaped('U', 8, value);
    if (out.size() + piece.size() > most) return out += "...";
    out += piece;
    text.remove_prefix(length == 0 ? 1 : length);
  }
  return out;
}

}  // namespace roster::inline v0
