// SPDX-License-Identifier: BSL-1.0
#pragma once
// Credentials for one attempt, with a timeout: a provider may be slow, may never complete, and may throw anything.

#include <boost/asio/awaitable.hpp>
#include <roster/auth/credentials.hpp>
#include <roster/client/detail/client_core.hpp>
#include <roster/config.hpp>
#include <roster/transport/transport.hpp>

namespace roster::inline v0::detail {

/// Gets credentials from the client's provider, if its signer needs any.
/// Awaits: the provider, at most until `until`; then the provider is cancelled.
/// Fails: failure(errc::no_credentials) when there is no provider, when it did not complete in time, and when it
/// threw another exception; its `failure`s and operation_aborted are passed on.
ROSTER_DECL asio::awaitable<credentials> current_credentials(const client_core& core,
                                                             transport::time_point until);

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/client/impl/current_credentials.ipp>
#endif
