// SPDX-License-Identifier: BSL-1.0
#pragma once
// Responses with credentials of Alibaba Cloud.

#include <chrono>
#include <roster/auth/credentials.hpp>
#include <roster/client/detail/credentials_request.hpp>
#include <roster/config.hpp>
#include <roster/http/message.hpp>

namespace roster::inline v0::alibaba::detail {

using roster::detail::connect_for;
using roster::detail::credentials_client_options;
using roster::detail::credentials_network;
using roster::detail::credentials_request;
using roster::detail::describe_error;
using roster::detail::read_key;
using roster::detail::request_credentials;
using roster::detail::without_response_text;

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
