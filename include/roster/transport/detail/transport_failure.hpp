// SPDX-License-Identifier: BSL-1.0
#pragma once
// Creates the failures of the transport in one place, so that each carries the endpoint and the cause.

#include <boost/system/error_code.hpp>
#include <chrono>
#include <roster/failure.hpp>
#include <string>

namespace roster::inline v0::detail {

/// Returns a failure of a request to `origin`. The message of the cause is appended, unless the summary already states
/// it: a timeout, an orderly close, a refused or reset connection, or a resolver error.
ROSTER_DECL failure transport_failure(errc condition, std::string message, const std::string& origin,
                                      boost::system::error_code cause = {});

/// Returns "30 s" or "250 ms".
ROSTER_DECL std::string duration_text(std::chrono::steady_clock::duration duration);

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/transport/impl/transport_failure.ipp>
#endif
