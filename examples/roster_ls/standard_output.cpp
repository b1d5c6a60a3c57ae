// SPDX-License-Identifier: BSL-1.0
#include "standard_output.hpp"

#include <unistd.h>

#include <cerrno>
#include <limits>
#include <system_error>

#include "terminal.hpp"

namespace roster_ls {

standard_output::standard_output() : is_terminal_(::isatty(STDOUT_FILENO) == 1) {}

std::size_t standard_output::columns() const {
  return is_terminal_ ? terminal_columns(STDOUT_FILENO) : std::numeric_limits<std::size_t>::max();
}

void standard_output::flush() {
  std::string_view rest = pending_;
  while (!rest.empty()) {
    const auto written = ::write(STDOUT_FILENO, rest.data(), rest.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0 && errno == EPIPE) throw output_closed{};
    if (written < 0)
      throw std::system_error(errno, std::generic_category(), "cannot write to standard output");
    rest.remove_prefix(static_cast<std::size_t>(written));
  }
  pending_.clear();
}

}  // namespace roster_ls
