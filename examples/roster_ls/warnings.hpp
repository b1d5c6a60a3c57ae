// SPDX-License-Identifier: BSL-1.0
#pragma once
// Warnings about values that are probably misspelt. They are accepted, since vendors may add values at any time.

#include "options.hpp"
#include "sources.hpp"

namespace roster_ls {

/// Writes a line to standard error for every value in --where and --param that is not documented, and for every region
/// that is not known, with the closest known one.
void print_warnings(const options& wanted, const sources& from);

}  // namespace roster_ls
