// SPDX-License-Identifier: BSL-1.0
#include "standard_output.hpp"

#include <unistd.h>

#include <cerrno>
#include <limits>
#include <system_error>

#include "../streams/standard_streams.hpp"
#include "terminal.hpp"

namespace roster_ls {

standard_output::standard_output() : is_terminal_(::isatty(STDOUT_FILENO) == 1) {}

std::size_t standard_output::columns() const {
  return is_terminal_ ? terminal_columns(STDOUT_FILENO) : std::numeric_limits<std::size_t>::max();
}

void standard_output::flush() {
  const int error = standard_streams::write_all(STDOUT_FILENO, pending_);
  pending_.clear();
  if (error == EPIPE) throw output_closed{};
  if (error != 0) throw std::system_error(error, std::generic_category(), "cannot write to standard output");
}

void print(std::string_view text) {
  standard_output out;
  out.write(text);
  out.flush();
}

}  // namespace roster_ls
