// SPDX-License-Identifier: BSL-1.0
// The first of two source files that must share one error category.

#include "two_files.hpp"

#include <roster/failure.hpp>

int main() { return seen_by_the_second() == &roster::error_category() ? 0 : 1; }
