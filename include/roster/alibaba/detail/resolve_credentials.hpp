// SPDX-License-Identifier: BSL-1.0
#pragma once
// Resolves a source to credentials, over the network if necessary.

#include <boost/asio/awaitable.hpp>
#include <roster/alibaba/detail/credentials_network.hpp>
#include <roster/alibaba/detail/credentials_source.hpp>
#include <roster/auth/detail/credentials_chain.hpp>
#include <roster/config.hpp>

namespace roster::inline v0::alibaba::detail {

/// Fetches the initial credentials of a source, and assumes its roles in sequence.
/// Returns: the credentials, or why there are none. `broken` is set if a decisive source fails.
/// Example: resolve_credentials: roles are assumed in sequence
ROSTER_DECL asio::awaitable<roster::detail::credentials_search> resolve_credentials(
    source_search found, credentials_network network);

}  // namespace roster::inline v0::alibaba::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/alibaba/impl/resolve_credentials.ipp>
#endif
