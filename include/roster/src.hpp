// SPDX-License-Identifier: BSL-1.0
#pragma once
// What exactly one source file of a program includes: with ROSTER_SEPARATE_COMPILATION every definition that is not a
// template, and always Boost.JSON's own source, for programs that use roster::parse or call. Written by tools/generate.py.

#include <boost/json/src.hpp>

#if defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/impl/error.ipp>
#include <roster/impl/failure.ipp>
#include <roster/impl/printable.ipp>
#endif
