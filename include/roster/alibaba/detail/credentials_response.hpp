// SPDX-License-Identifier: BSL-1.0
#pragma once
// An answer that holds a temporary key: the metadata service, STS and key servers write it alike.

#include <chrono>
#include <roster/auth/credentials.hpp>
#include <roster/config.hpp>
#include <roster/http/response.hpp>

namespace roster::inline v0::alibaba::detail {

/// Reads {"AccessKeyId", "AccessKeySecret", "SecurityToken", "Expiration"}, with "Code": "Success" or without a
/// code. The key expires at `now` plus the time from the answer's own Date to Expiration, so that a wrong clock
/// does no harm; without a Date at Expiration.
/// Fails: failure(errc::malformed_response) that shows nothing of the answer.
ROSTER_DECL credentials read_credentials_response(const http::response& response,
                                                  std::chrono::sys_seconds now);

/// Reads the same inside of "Credentials", as STS answers it.
ROSTER_DECL credentials read_sts_response(const http::response& response, std::chrono::sys_seconds now);

}  // namespace roster::inline v0::alibaba::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/alibaba/impl/credentials_response.ipp>
#endif
