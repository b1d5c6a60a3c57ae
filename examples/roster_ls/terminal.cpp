// SPDX-License-Identifier: BSL-1.0
#include "terminal.hpp"

#include <array>
#include <cstdio>

namespace roster_ls {
namespace {

struct character {
  unsigned value;
  std::size_t length;
};

/// Reads as much of a character as is needed to know those that are escaped; the text is UTF-8.
character read(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned>(static_cast<unsigned char>(text[i])); };
  if (byte(0) >= 0xE0 && byte(0) < 0xF0 && text.size() >= 3)
    return {(byte(0) & 0x0FU) << 12U | (byte(1) & 0x3FU) << 6U | (byte(2) & 0x3FU), 3};
  if (byte(0) >= 0xC2 && byte(0) < 0xE0 && text.size() >= 2)
    return {(byte(0) & 0x1FU) << 6U | (byte(1) & 0x3FU), 2};
  return {byte(0), 1};
}

bool is_obeyed(character c) {
  if (c.length == 1) return c.value == 0x7F;
  return (c.value >= 0x80 && c.value < 0xA0) || (c.value >= 0x2028 && c.value <= 0x202E) ||
         (c.value >= 0x2066 && c.value <= 0x2069) || c.value == 0x200E || c.value == 0x200F;
}

}  // namespace

std::string without_controls(std::string_view json) {
  std::string out;
  out.reserve(json.size());
  while (!json.empty()) {
    const auto c = read(json);
    if (is_obeyed(c)) {
      std::array<char, 8> escape{};
      std::snprintf(escape.data(), escape.size(), "\\u%04x", c.value);
      out += escape.data();
    } else {
      out += json.substr(0, c.length);
    }
    json.remove_prefix(c.length);
  }
  return out;
}

}  // namespace roster_ls
