// SPDX-License-Identifier: BSL-1.0
#pragma once
// What is told on standard error, one line each.

#include <iostream>
#include <roster/page/target_report.hpp>
#include <string>

namespace roster_ls {

inline void say(const std::string& message) { std::cerr << "roster-ls: " << message << std::endl; }

/// Says what a lenient listing left out of services, if it did.
inline void say_left_out(const roster::target_report& one) {
  const auto& [members, first, page] = one.left_out;
  if (members == 0) return;
  say(one.from.name + ": left out " + std::to_string(members) + (members == 1 ? " field" : " fields") +
      " that could not be read, " + (members == 1 ? "" : "the first of them ") + first + " on page " +
      std::to_string(page));
}

}  // namespace roster_ls
