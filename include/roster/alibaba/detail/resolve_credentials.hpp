// SPDX-License-Identifier: BSL-1.0
#pragma once
// From what a place says to the key itself, across the network where it has to be.

#include <boost/asio/awaitable.hpp>
#include <roster/alibaba/detail/credentials_network.hpp>
#include <roster/alibaba/detail/credentials_source.hpp>
#include <roster/auth/detail/credentials_chain.hpp>
#include <roster/config.hpp>

namespace roster::inline v0::alibaba::detail {

/// Asks whoever a source names, and assumes its roles one after the other.
/// Returns: the key, or why there is none; a source that fails is broken, unless its place is not decisive.
/// Example: obtain key: roles are assumed one after the other
ROSTER_DECL asio::awaitable<roster::detail::credentials_search> resolve_credentials(
    key_source_search found, credentials_network network);

}  // namespace roster::inline v0::alibaba::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/alibaba/impl/resolve_credentials.ipp>
#endif
