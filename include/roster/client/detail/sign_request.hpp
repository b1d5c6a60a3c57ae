// SPDX-License-Identifier: BSL-1.0
#pragma once
// Signs requests with the client's signer and credentials, in the service's time.

#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <roster/auth/credentials.hpp>
#include <roster/auth/signing_context.hpp>
#include <roster/client/detail/client_core.hpp>
#include <roster/config.hpp>
#include <roster/http/request.hpp>

namespace roster::inline v0::detail {

/// Returns the time by the service's clock, as far as it is known.
ROSTER_DECL std::chrono::sys_seconds service_time(const client_core& core);

/// Returns the time by the service's clock and a fresh nonce.
ROSTER_DECL signing_context new_signing_context(const client_core& core);

/// Signs `request` with the current time.
/// Fails: failure, when no credentials are available.
ROSTER_DECL asio::awaitable<http::request> sign_request(const client_core& core, http::request request);

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/client/impl/sign_request.ipp>
#endif
