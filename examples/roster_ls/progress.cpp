// SPDX-License-Identifier: BSL-1.0
#include "progress.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <iostream>
#include <roster/escape_for_log.hpp>
#include <string_view>

#include "terminal.hpp"
#include "text_width.hpp"

namespace roster_ls {
namespace {

/// Returns whether standard output is a pipe: its rows may appear on the same terminal at any moment.
bool writes_to_pipe() {
  struct stat output{};
  return ::fstat(STDOUT_FILENO, &output) == 0 && (S_ISFIFO(output.st_mode) || S_ISSOCK(output.st_mode));
}

bool can_draw() {
  if (writes_to_pipe()) return false;
  const char* const terminal = std::getenv("TERM");
  return ::isatty(STDERR_FILENO) == 1 && terminal != nullptr && std::string_view(terminal) != "dumb";
}

std::string described(const std::string& name, const roster::report& so_far) {
  std::string line =
      "roster-ls: " + roster::escape_for_log(name, std::string::npos) + ": " + std::to_string(so_far.items);
  if (so_far.total) line += " of " + std::to_string(*so_far.total);
  line += " services, " + std::to_string(so_far.pages) + (so_far.pages == 1 ? " page" : " pages");
  if (so_far.retries != 0)
    line += ", " + std::to_string(so_far.retries) + (so_far.retries == 1 ? " retry" : " retries");
  return line;
}

}  // namespace

progress::progress(bool asked_for, bool alone) : asked_for_(asked_for), on_terminal_(alone && can_draw()) {}

void progress::show(const std::string& name, const roster::report& so_far) {
  if (!on_terminal_ && !asked_for_) return;
  auto line = described(name, so_far);
  if (on_terminal_) {
    // A longer line could not be erased.
    line = cut_to_width(line, terminal_columns(STDERR_FILENO) - 1);
    std::cerr << "\r\x1b[K" << line << std::flush;
    visible_ = true;
  } else {
    std::cerr << line << std::endl;
  }
}

void progress::hide() {
  if (visible_) std::cerr << "\r\x1b[K" << std::flush;
  visible_ = false;
}

}  // namespace roster_ls
