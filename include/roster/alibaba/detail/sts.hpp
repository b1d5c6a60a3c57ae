// SPDX-License-Identifier: BSL-1.0
#pragma once
// Roles that are assumed: what the Security Token Service is asked, and what it gives.

#include <boost/asio/awaitable.hpp>
#include <roster/alibaba/detail/credentials_network.hpp>
#include <roster/alibaba/detail/credentials_source.hpp>
#include <roster/auth/credentials.hpp>
#include <roster/config.hpp>

namespace roster::inline v0::alibaba::detail {

/// Assumes a role with a key, lasting or temporary; the request is signed as those of listings are.
/// Fails: failure that says why, and shows no secret.
/// Source: STS, AssumeRole, version 2015-04-01.
/// Example: sts: assumes a role with a key, signed
ROSTER_DECL asio::awaitable<credentials> assume_role(credentials_network network, ram_role role,
                                                     credentials with);

/// Assumes a role with the token that stands in a file now; the request is not signed, the token proves who asks.
/// Source: STS, AssumeRoleWithOIDC, version 2015-04-01.
/// Example: sts: assumes a role with the token of an OpenID provider, unsigned
ROSTER_DECL asio::awaitable<credentials> assume_role_with_oidc(credentials_network network, oidc_role role);

}  // namespace roster::inline v0::alibaba::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/alibaba/impl/sts.ipp>
#endif
