// SPDX-License-Identifier: BSL-1.0
// The second of two source files that both include everything, header-only.

#include "two_files.hpp"

#include <roster.hpp>

const void* seen_by_the_second() { return &roster::error_category(); }
