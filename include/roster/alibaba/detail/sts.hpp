// SPDX-License-Identifier: BSL-1.0
#pragma once
// Assumes roles: the requests to the Security Token Service and its responses.

#include <boost/asio/awaitable.hpp>
#include <roster/alibaba/detail/credentials_network.hpp>
#include <roster/alibaba/detail/credentials_source.hpp>
#include <roster/auth/credentials.hpp>
#include <roster/config.hpp>

namespace roster::inline v0::alibaba::detail {

/// Assumes a role with long-term or temporary credentials; the request is signed like those of listings.
/// Fails: failure with the reason, without secrets.
/// Source: STS, AssumeRole, version 2015-04-01.
/// Example: sts: assumes a role with credentials, in a signed request
ROSTER_DECL asio::awaitable<credentials> assume_role(credentials_network network, ram_role role,
                                                     credentials with);

/// Assumes a role with the current token in a file; the request is not signed, since the token authenticates
/// it.
/// Source: STS, AssumeRoleWithOIDC, version 2015-04-01.
/// Example: sts: assumes a role with an OpenID Connect token, in an unsigned request
ROSTER_DECL asio::awaitable<credentials> assume_role_with_oidc(credentials_network network, oidc_role role);

}  // namespace roster::inline v0::alibaba::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/alibaba/impl/sts.ipp>
#endif
