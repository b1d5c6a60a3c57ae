// SPDX-License-Identifier: BSL-1.0
#pragma once
// What is told on standard error, one line each.

#include <iostream>
#include <string>

namespace roster_ls {

inline void say(const std::string& message) { std::cerr << "roster-ls: " << message << std::endl; }

}  // namespace roster_ls
