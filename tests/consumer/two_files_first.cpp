// SPDX-License-Identifier: BSL-1.0
// The first of two source files that both include everything, header-only: they must link, and share one
// category.

#include "two_files.hpp"

#include <roster.hpp>

int main() { return seen_by_the_second() == &roster::error_category() ? 0 : 1; }
