// SPDX-License-Identifier: BSL-1.0
#pragma once
// Standard output, written in pieces as they come; a reader that has gone away is not an error.

#include <cstddef>
#include <string>
#include <string_view>

namespace roster_ls {

/// Whoever reads our output has closed it.
struct output_closed {};

class standard_output {
 public:
  standard_output();

  void write(std::string_view text) { pending_ += text; }

  /// Hands over what is pending. Fails: output_closed; std::system_error when it cannot be written.
  void flush();

  bool is_terminal() const noexcept { return is_terminal_; }

  /// Returns how many columns a line may have now: those of the terminal, any number elsewhere.
  std::size_t columns() const;

 private:
  std::string pending_{};
  bool is_terminal_;
};

}  // namespace roster_ls
