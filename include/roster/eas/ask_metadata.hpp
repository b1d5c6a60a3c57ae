// SPDX-License-Identifier: BSL-1.0
#pragma once
// The metadata service of an ECS instance, which gives out the key of the instance's role to every program on it.

#include <boost/asio/awaitable.hpp>
#include <roster/auth/credentials.hpp>
#include <roster/config.hpp>
#include <roster/eas/credentials_network.hpp>
#include <roster/eas/key_source.hpp>
#include <string_view>

namespace roster::eas {

/// The same on every instance, and on nothing else.
inline constexpr std::string_view metadata_endpoint = "http://100.100.100.200";

/// Asks for a token first, as version 2 of the service wants it; without one, or where that is refused, as version
/// 1 allows it, unless `role.token_only`. Asks for the role's name where none is given.
/// Awaits: one second for every request, of which there are five at most.
/// Fails: failure that says why, and shows nothing of an answer.
/// Source: the vendor's credentials clients, 2026: addresses, headers, order and times.
/// Example: ecs metadata: asks for a token, the role's name and its key
ROSTER_DECL asio::awaitable<credentials> ask_metadata(credentials_network network, ecs_role role);

}  // namespace roster::eas

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/eas/impl/ask_metadata.ipp>
#endif
