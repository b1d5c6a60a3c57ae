// SPDX-License-Identifier: BSL-1.0
#pragma once
// A server that gives out keys to whoever can reach it, as $ALIBABA_CLOUD_CREDENTIALS_URI names one.

#include <boost/asio/awaitable.hpp>
#include <roster/auth/credentials.hpp>
#include <roster/config.hpp>
#include <roster/eas/credentials_network.hpp>
#include <roster/eas/key_source.hpp>

namespace roster::eas {

/// Asks a server by GET. http is taken as well, as the vendor's clients do, since the server usually is on the same
/// machine; without a scheme it is https.
/// Fails: failure that says why, and shows nothing of the URI or the answer; with errc::invalid_argument for a text
/// that is no URI.
/// Source: the vendor's credentials clients.
/// Example: key server: asks the server by GET, with path and query as they are
ROSTER_DECL asio::awaitable<credentials> ask_key_server(credentials_network network, key_server server);

}  // namespace roster::eas

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/eas/impl/ask_key_server.ipp>
#endif
