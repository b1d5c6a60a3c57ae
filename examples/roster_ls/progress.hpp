// SPDX-License-Identifier: BSL-1.0
#pragma once
// How far a listing has come, on standard error: one line that is drawn anew on a terminal, a line a page
// elsewhere.

#include <roster/paging/report.hpp>
#include <string>

namespace roster_ls {

class progress {
 public:
  /// Shows itself on a terminal where nothing else is told meanwhile, and elsewhere when it was asked for.
  progress(bool asked_for, bool alone);
  progress(const progress&) = delete;
  progress& operator=(const progress&) = delete;
  ~progress() { hide(); }

  /// Shows how far the listing called `name` has come.
  void show(const std::string& name, const roster::report& so_far);

  /// Takes the line off the terminal, so that something else can be written there.
  void hide();

 private:
  bool asked_for_;
  bool on_terminal_;
  bool visible_{};
};

}  // namespace roster_ls
