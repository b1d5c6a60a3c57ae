// SPDX-License-Identifier: BSL-1.0
#pragma once
// The metadata service of an ECS instance, which gives out the key of the instance's role to every program on it.

#include <boost/asio/awaitable.hpp>
#include <roster/alibaba/detail/credentials_network.hpp>
#include <roster/alibaba/detail/credentials_source.hpp>
#include <roster/auth/credentials.hpp>
#include <roster/config.hpp>
#include <string_view>

namespace roster::inline v0::alibaba::detail {

/// The same on every instance, and on nothing else.
inline constexpr std::string_view metadata_endpoint = "http://100.100.100.200";

/// Asks for a token first, as version 2 of the service wants it; without one, or where that is refused, as version
/// 1 allows it, unless `role.token_only`. Asks for the role's name where none is given.
/// Awaits: one second for every request, of which there are five at most.
/// Fails: failure that says why, and shows nothing of an answer.
/// Source: the vendor's credentials clients, 2026: addresses, headers, order and times.
/// Example: ecs metadata: asks for a token, the role's name and its key
ROSTER_DECL asio::awaitable<credentials> fetch_instance_credentials(credentials_network network,
                                                                    ecs_role role);

}  // namespace roster::inline v0::alibaba::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/alibaba/impl/ecs_metadata.ipp>
#endif
