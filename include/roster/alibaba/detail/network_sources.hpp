// SPDX-License-Identifier: BSL-1.0
#pragma once
// Sources of credentials that are servers: the instance's metadata service, and $ALIBABA_CLOUD_CREDENTIALS_URI.

#include <boost/asio/awaitable.hpp>
#include <roster/alibaba/detail/credentials_response.hpp>
#include <roster/alibaba/detail/credentials_source.hpp>
#include <roster/auth/credentials.hpp>
#include <roster/config.hpp>
#include <string_view>

namespace roster::inline v0::alibaba::detail {

/// Fetches credentials from a server by GET. http is accepted, as by the vendor's clients, since the server
/// usually is on the same machine; without a scheme https is used.
/// Fails: failure with the reason, without the URI or the response; errc::invalid_argument for text that is
/// not a URI.
/// Source: the vendor's credentials clients.
/// Example: credentials_uri: sends GET with path and query unchanged
ROSTER_DECL asio::awaitable<credentials> fetch_credentials_uri(credentials_network network,
                                                               credentials_server server);

/// The address is the same on every ECS instance; other machines have no such service.
inline constexpr std::string_view metadata_endpoint = "http://100.100.100.200";

/// Requests a token first, as version 2 of the service requires. Without a token, or if a request with it
/// fails, falls back to version 1 unless `role.imds_v2_only`. Requests the role's name if `role` has none.
/// Awaits: at most four requests, each with a timeout of one second.
/// Fails: failure with the reason, without the content of a response.
/// Source: the vendor's credentials clients, 2026: addresses, headers, order and timeouts.
/// Example: ecs_metadata: requests a token, the role's name and its credentials
ROSTER_DECL asio::awaitable<credentials> fetch_instance_credentials(credentials_network network,
                                                                    ecs_role role);

}  // namespace roster::inline v0::alibaba::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/alibaba/impl/network_sources.ipp>
#endif
