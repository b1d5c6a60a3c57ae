// SPDX-License-Identifier: BSL-1.0
#include "terminal.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <roster/utf8.hpp>

namespace roster_ls {

std::string without_controls(std::string_view json) {
  std::string out;
  out.reserve(json.size());
  while (!json.empty()) {
    const auto character = roster::read_utf8(json);
    const auto length = std::max<std::size_t>(character.length, 1);
    if (roster::is_shown(character.value) || character.length == 0) {
      out += json.substr(0, length);
    } else {
      std::array<char, 8> escape{};
      std::snprintf(escape.data(), escape.size(), "\\u%04x", static_cast<unsigned>(character.value));
      out += escape.data();
    }
    json.remove_prefix(length);
  }
  return out;
}

}  // namespace roster_ls
