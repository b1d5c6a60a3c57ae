// SPDX-License-Identifier: BSL-1.0
#pragma once
// Standard output, written in pieces as they arrive; a reader that closed it is not an error.

#include <cstddef>
#include <string>
#include <string_view>

namespace roster_ls {

/// Thrown when the reader has closed the output.
struct output_closed {};

class standard_output {
 public:
  standard_output();

  void write(std::string_view text) { pending_ += text; }

  /// Writes the pending output. Fails: output_closed; std::system_error when it cannot be written.
  void flush();

  bool is_terminal() const noexcept { return is_terminal_; }

  /// Returns the maximum number of columns of a line: that of the terminal now, unlimited elsewhere.
  std::size_t columns() const;

 private:
  std::string pending_{};
  bool is_terminal_;
};

/// Writes a text that is the whole output. Fails like standard_output::flush.
void print(std::string_view text);

}  // namespace roster_ls
