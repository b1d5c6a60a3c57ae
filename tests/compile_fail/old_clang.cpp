// expect: roster: clang before 16 cannot compile the ranges of C++20; use clang 16, g++ 12 or newer
// SPDX-License-Identifier: BSL-1.0
#undef __clang__
#undef __clang_major__
#define __clang__ 1
#define __clang_major__ 14
#include <roster/config.hpp>
