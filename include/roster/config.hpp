// SPDX-License-Identifier: BSL-1.0
#pragma once
// The version and the macros of the library, separate so that every other header defines no macros.

#define ROSTER_VERSION_MAJOR 0
#define ROSTER_VERSION_MINOR 1
#define ROSTER_VERSION_PATCH 0
#define ROSTER_VERSION_STRING "0.1.0"

#if defined(ROSTER_SINGLE_HEADER)
#error \
    "roster: the single header and the include/ folder are both included in one source file; each is the whole library; include only one of them"
#endif

#if !defined(__cpp_impl_coroutine) || __cplusplus < 202002L
#error \
    "roster: this compiler does not support C++20 coroutines; use g++ 12, clang 16 or newer, with -std=c++20"
#endif

// Non-template functions are declared in a header and defined in an .ipp file. By default the header includes the
// .ipp file and the functions are inline. With ROSTER_SEPARATE_COMPILATION, exactly one source file includes
// <roster/src.hpp>.
#if defined(ROSTER_SEPARATE_COMPILATION)
#define ROSTER_DECL
#else
#define ROSTER_DECL inline
#endif
