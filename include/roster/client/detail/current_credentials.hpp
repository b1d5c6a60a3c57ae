// SPDX-License-Identifier: BSL-1.0
#pragma once
// Credentials for one attempt, in time: a provider may be slow, may never answer, and may throw anything.

#include <boost/asio/awaitable.hpp>
#include <roster/auth/credentials.hpp>
#include <roster/client/detail/client_core.hpp>
#include <roster/config.hpp>
#include <roster/transport/transport.hpp>

namespace roster::inline v0::detail {

/// Asks the provider of a client, if its signer needs credentials.
/// Awaits: until the provider answers, at the latest until `until`; then it is cancelled.
/// Fails: failure(errc::no_credentials) when there is no provider, none came in time, or the provider failed
/// with an exception of its own; its failures and operation_aborted are passed on.
ROSTER_DECL asio::awaitable<credentials> current_credentials(const client_core& core,
                                                             transport::time_point until);

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/client/impl/current_credentials.ipp>
#endif
