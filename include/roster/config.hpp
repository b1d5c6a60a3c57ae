// SPDX-License-Identifier: BSL-1.0
#pragma once
// The version and the macros of the library, separate so that every other header defines no macros.

#define ROSTER_VERSION_MAJOR 0
#define ROSTER_VERSION_MINOR 2
#define ROSTER_VERSION_PATCH 0
#define ROSTER_VERSION_STRING "0.2.0"

#if defined(ROSTER_SINGLE_HEADER)
#error \
    "roster: the single header and the include/ folder are both included in one source file; each is the whole library; include only one of them"
#endif

#if !defined(__cpp_impl_coroutine) || __cplusplus < 202002L
#error \
    "roster: this compiler does not support C++20 coroutines; use g++ 12, clang 16 or newer, with -std=c++20"
#endif

#if defined(__clang__) && !defined(__apple_build_version__) && __clang_major__ < 16
#error "roster: clang before 16 cannot compile the ranges of C++20; use clang 16, g++ 12 or newer"
#endif

#if __has_include(<boost/version.hpp>)
#include <boost/version.hpp>
#endif
#if !defined(BOOST_VERSION) || BOOST_VERSION < 108100
#error \
    "roster: Boost 1.81 or newer is not in the include path; on Debian 12 it is in libboost1.81-dev, on newer ones in libboost-dev"
#endif

// Structs are reflected by the compiler where it has the reflection of C++26, such as g++ 16 with -std=c++26 -freflection,
// and otherwise by Boost.PFR. ROSTER_USE_PFR selects Boost.PFR in both cases.
#if defined(__cpp_impl_reflection) && !defined(ROSTER_USE_PFR)
#define ROSTER_HAS_REFLECTION
#endif

// Exceptions, classes with virtual functions and the template arguments of what the shared library instantiates, also
// where other symbols are hidden.
#if defined(__GNUC__)
#define ROSTER_VISIBLE __attribute__((visibility("default")))
#else
#define ROSTER_VISIBLE
#endif

// Non-template functions are declared in a header and defined in an .ipp file. By default the header includes the
// .ipp file and the functions are inline. With ROSTER_SEPARATE_COMPILATION, exactly one source file includes
// <roster/src.hpp>. With ROSTER_SHARED, too, they are the exported symbols of a shared library.
#if !defined(ROSTER_SEPARATE_COMPILATION)
#define ROSTER_DECL inline
#elif defined(ROSTER_SHARED)
#define ROSTER_DECL ROSTER_VISIBLE
#else
#define ROSTER_DECL
#endif
