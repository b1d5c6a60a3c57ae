// SPDX-License-Identifier: BSL-1.0
#include "terminal.hpp"

#include <sys/ioctl.h>

#include <charconv>
#include <cstdlib>
#include <string_view>
#include <system_error>

namespace roster_ls {

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
