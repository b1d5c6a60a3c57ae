// SPDX-License-Identifier: BSL-1.0
#include "two_files.hpp"

#include <roster/failure.hpp>

const void* seen_by_the_second() { return &roster::error_category(); }
