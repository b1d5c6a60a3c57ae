// SPDX-License-Identifier: BSL-1.0
#include "terminal.hpp"

#include <sys/ioctl.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <roster/utf8.hpp>
#include <system_error>

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

std::size_t terminal_columns(int descriptor) {
  if (const char* const text = std::getenv("COLUMNS")) {
    const std::string_view digits(text);
    std::size_t wanted{};
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), wanted);
    if (error == std::errc{} && end == digits.data() + digits.size() && wanted > 0) return wanted;
  }
  winsize size{};
  const bool known = ::ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return known ? size.ws_col : 80;
}

}  // namespace roster_ls
