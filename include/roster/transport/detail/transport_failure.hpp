// SPDX-License-Identifier: BSL-1.0
#pragma once
// How the transport words its failures: one place, so that every one of them carries the endpoint and the
// cause.

#include <boost/system/error_code.hpp>
#include <chrono>
#include <roster/failure.hpp>
#include <string>

namespace roster::inline v0::detail {

/// Returns a failure of the exchange with `origin`. The cause's own words are appended to the message, except
/// for an orderly end and a deadline of ours, which the message itself tells.
ROSTER_DECL failure transport_failure(errc condition, std::string message, const std::string& origin,
                                      boost::system::error_code cause = {});

/// Returns "30 s" or "250 ms".
ROSTER_DECL std::string duration_text(std::chrono::steady_clock::duration duration);

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/transport/impl/transport_failure.ipp>
#endif
