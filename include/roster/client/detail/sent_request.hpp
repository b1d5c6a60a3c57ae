// SPDX-License-Identifier: BSL-1.0
#pragma once
// A request as it was sent, kept as long as its response may be described.

#include <roster/auth/credentials.hpp>
#include <roster/config.hpp>
#include <roster/http/detail/wipe_request.hpp>
#include <roster/http/request.hpp>
#include <roster/redactor.hpp>

namespace roster::inline v0::detail {

/// The request and the credentials that a response may echo. Overwrites its memory on destruction.
/// Example: sent_request: no freed memory holds its query or its body
struct sent_request {
  sent_request() = default;
  sent_request(sent_request&&) = default;
  sent_request(const sent_request&) = delete;
  sent_request& operator=(const sent_request&) = delete;
  ~sent_request() { http::detail::wipe_request(request); }

  http::request request{};
  credentials key{};
};

/// Returns the secrets of a request and of the credentials that signed it.
/// Example: sent_request: its secrets are those of the request and of the credentials
ROSTER_DECL redactor secrets_of(const http::request& request, const credentials& key);

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/client/impl/sent_request.ipp>
#endif
