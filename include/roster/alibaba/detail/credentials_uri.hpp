// SPDX-License-Identifier: BSL-1.0
#pragma once
// A server that gives out keys to whoever can reach it, as $ALIBABA_CLOUD_CREDENTIALS_URI names one.

#include <boost/asio/awaitable.hpp>
#include <roster/alibaba/detail/credentials_network.hpp>
#include <roster/alibaba/detail/credentials_source.hpp>
#include <roster/auth/credentials.hpp>
#include <roster/config.hpp>

namespace roster::inline v0::alibaba::detail {

/// Asks a server by GET. http is taken as well, as the vendor's clients do, since the server usually is on the same
/// machine; without a scheme it is https.
/// Fails: failure that says why, and shows nothing of the URI or the answer; with errc::invalid_argument for a text
/// that is no URI.
/// Source: the vendor's credentials clients.
/// Example: key server: asks the server by GET, with path and query as they are
ROSTER_DECL asio::awaitable<credentials> fetch_credentials_uri(credentials_network network,
                                                               key_server server);

}  // namespace roster::inline v0::alibaba::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/alibaba/impl/credentials_uri.ipp>
#endif
