// SPDX-License-Identifier: BSL-1.0
#pragma once
// Decodes responses with temporary credentials: the metadata service, STS and credentials servers use the
// same format.

#include <chrono>
#include <roster/auth/credentials.hpp>
#include <roster/config.hpp>
#include <roster/http/response.hpp>

namespace roster::inline v0::alibaba::detail {

/// Decodes {"AccessKeyId", "AccessKeySecret", "SecurityToken", "Expiration"}, with "Code": "Success" or
/// without a code. The credentials expire at `now` plus the time from the response's Date to Expiration, so
/// that clock skew has no effect; without a Date, at Expiration.
/// Fails: failure(errc::malformed_response) that quotes nothing of the response.
ROSTER_DECL credentials read_credentials_response(const http::response& response,
                                                  std::chrono::sys_seconds now);

/// Decodes the same members inside "Credentials", the format of STS.
ROSTER_DECL credentials read_sts_response(const http::response& response, std::chrono::sys_seconds now);

}  // namespace roster::inline v0::alibaba::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/alibaba/impl/credentials_response.ipp>
#endif
