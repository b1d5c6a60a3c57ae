// SPDX-License-Identifier: BSL-1.0
#pragma once
// Carries out what the command line says.

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <cstddef>
#include <roster/paging/report.hpp>
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

/// Lists all sources to standard output, one API after the other. Fails: output_closed.
boost::asio::awaitable<void> list_all(const options& wanted, const sources& from, outcome& result);

/// Lists all sources again and again and shows what changed, until the rounds that were asked for are over. Fails:
/// output_closed.
boost::asio::awaitable<void> watch_all(const options& wanted, const sources& from, outcome& result);

}  // namespace roster_ls
