// SPDX-License-Identifier: BSL-1.0
#pragma once
// Shows the requests of a listing without sending them.

#include <boost/asio/awaitable.hpp>

#include "options.hpp"
#include "sources.hpp"

namespace roster_ls {

/// Shows the first request of every listing.
boost::asio::awaitable<void> show_requests(const options& wanted, const sources& from);

/// Shows the server-side and the client-side filter of every listing.
boost::asio::awaitable<void> show_splits(const options& wanted, const sources& from);

}  // namespace roster_ls
