// SPDX-License-Identifier: BSL-1.0
#pragma once
// What exactly one source file of a program includes: every definition that is not a template, with
// ROSTER_SEPARATE_COMPILATION, and always Boost.JSON's own source. Written by tools/generate.py.

#include <boost/json/src.hpp>

#if defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/http/impl/check_request.ipp>
#include <roster/http/impl/date.ipp>
#include <roster/http/impl/endpoint.ipp>
#include <roster/http/impl/percent.ipp>
#include <roster/http/impl/query.ipp>
#include <roster/impl/error.ipp>
#include <roster/impl/failure.ipp>
#include <roster/impl/printable.ipp>
#endif
