// SPDX-License-Identifier: BSL-1.0
#pragma once
// Shows what would be asked for, and asks for nothing.

#include <boost/asio/awaitable.hpp>

#include "options.hpp"
#include "sources.hpp"

namespace roster_ls {

/// Shows the first request of every listing.
boost::asio::awaitable<void> show_requests(const options& wanted, const sources& from);

/// Shows of every listing what its service is asked for, and what is evaluated here.
boost::asio::awaitable<void> show_splits(const options& wanted, const sources& from);

}  // namespace roster_ls
