// SPDX-License-Identifier: BSL-1.0
#pragma once
// The progress of a listing on standard error: one line that is redrawn on a terminal, one line per page elsewhere.

#include <roster/paging/report.hpp>
#include <string>

namespace roster_ls {

class progress {
 public:
  /// Is shown on a terminal if `alone`, since nothing else is written meanwhile, and elsewhere if `asked_for`.
  progress(bool asked_for, bool alone);
  progress(const progress&) = delete;
  progress& operator=(const progress&) = delete;
  ~progress() { hide(); }

  /// Shows the progress of the listing called `name`.
  void show(const std::string& name, const roster::report& so_far);

  /// Erases the line from the terminal, so that something else can be written there.
  void hide();

 private:
  bool asked_for_;
  bool on_terminal_;
  bool visible_{};
};

}  // namespace roster_ls
