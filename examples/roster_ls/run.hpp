// SPDX-License-Identifier: BSL-1.0
#pragma once
// Carries out what the command line says: lists, or shows what would be sent.

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <cstddef>
#include <roster/page/report.hpp>
#include <string>
#include <vector>

#include "options.hpp"
#include "sources.hpp"

namespace roster_ls {

/// What came of it.
struct outcome {
  roster::report sum{};               ///< of all listings
  std::size_t listings{};             ///< begun
  std::vector<std::string> failed{};  ///< the names of those that failed; said on standard error already
};

/// Checks parameters, labels, conditions and fields against the schema. Fails: usage_error.
void check_names(const options& wanted);

/// Lists all sources, one after the other, to standard output. Fails: output_closed.
boost::asio::awaitable<void> list_all(const options& wanted, const sources& from, outcome& result);

/// Shows the first request of every source; nothing is sent.
boost::asio::awaitable<void> show_requests(const options& wanted, const sources& from);

/// Shows of every listing what its service is asked for, and what is evaluated here; nothing is sent.
boost::asio::awaitable<void> show_splits(const options& wanted, const sources& from);

}  // namespace roster_ls
