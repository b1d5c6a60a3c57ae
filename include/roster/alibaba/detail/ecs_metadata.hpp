// SPDX-License-Identifier: BSL-1.0
#pragma once
// The metadata service of an ECS instance, which provides the credentials of the instance's role to every
// program on it.

#include <boost/asio/awaitable.hpp>
#include <roster/alibaba/detail/credentials_request.hpp>
#include <roster/alibaba/detail/credentials_source.hpp>
#include <roster/auth/credentials.hpp>
#include <roster/config.hpp>
#include <string_view>

namespace roster::inline v0::alibaba::detail {

/// The address is the same on every ECS instance; other machines have no such service.
inline constexpr std::string_view metadata_endpoint = "http://100.100.100.200";

/// Requests a token first, as version 2 of the service requires. Without a token, or if a request with it
/// fails, falls back to version 1 unless `role.token_only`. Requests the role's name if `role` has none.
/// Awaits: at most four requests, each with a timeout of one second.
/// Fails: failure with the reason, without the content of a response.
/// Source: the vendor's credentials clients, 2026: addresses, headers, order and timeouts.
/// Example: ecs_metadata: requests a token, the role's name and its credentials
ROSTER_DECL asio::awaitable<credentials> fetch_instance_credentials(credentials_network network,
                                                                    ecs_role role);

}  // namespace roster::inline v0::alibaba::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/alibaba/impl/ecs_metadata.ipp>
#endif
