// expect: roster: both the single header and the include/ folder in one source file; each is the whole library; include from one of them only
// SPDX-License-Identifier: BSL-1.0
#include <roster.hpp>

#include "../../single_include/roster.hpp"
