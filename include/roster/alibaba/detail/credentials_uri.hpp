// SPDX-License-Identifier: BSL-1.0
#pragma once
// Fetches credentials from the server in $ALIBABA_CLOUD_CREDENTIALS_URI, which serves any client that can
// reach it.

#include <boost/asio/awaitable.hpp>
#include <roster/alibaba/detail/credentials_request.hpp>
#include <roster/alibaba/detail/credentials_source.hpp>
#include <roster/auth/credentials.hpp>
#include <roster/config.hpp>

namespace roster::inline v0::alibaba::detail {

/// Fetches credentials from a server by GET. http is accepted, as by the vendor's clients, since the server
/// usually is on the same machine; without a scheme https is used.
/// Fails: failure with the reason, without the URI or the response; errc::invalid_argument for text that is
/// not a URI.
/// Source: the vendor's credentials clients.
/// Example: credentials_uri: sends GET with path and query unchanged
ROSTER_DECL asio::awaitable<credentials> fetch_credentials_uri(credentials_network network,
                                                               credentials_server server);

}  // namespace roster::inline v0::alibaba::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/alibaba/impl/credentials_uri.ipp>
#endif
