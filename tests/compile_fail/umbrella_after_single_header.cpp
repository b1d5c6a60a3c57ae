// expect: roster: the single header and the include/ folder are both included in one source file; each is the whole library; include only one of them
// SPDX-License-Identifier: BSL-1.0
#include "../../single_include/roster.hpp"

#include <roster.hpp>
