// SPDX-License-Identifier: BSL-1.0
#pragma once
// A request as it was sent, for as long as something may be said about its response.

#include <roster/auth/credentials.hpp>
#include <roster/config.hpp>
#include <roster/http/request.hpp>
#include <roster/redactor.hpp>

namespace roster::detail {

/// What a response may echo.
struct sent_request {
  http::request request{};
  credentials key{};
};

/// Returns the secrets of a request and of the credentials that it was signed with.
/// Example: sent_request: its secrets are those of the request and of the credentials
ROSTER_DECL redactor secrets_of(const http::request& request, const credentials& key);

}  // namespace roster::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/client/impl/sent_request.ipp>
#endif
