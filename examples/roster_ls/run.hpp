// SPDX-License-Identifier: BSL-1.0
#pragma once
// Runs the command line.

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <cstddef>
#include <roster/paging/report.hpp>
#include <string>
#include <vector>

#include "options.hpp"
#include "sources.hpp"

namespace roster_ls {

/// The result of a run.
struct outcome {
  roster::report sum{};               ///< of all listings
  std::size_t listings{};             ///< started
  std::vector<std::string> failed{};  ///< the names of those that failed; already reported on standard error
};

/// Checks parameters, labels, conditions and fields against the schema. Fails: usage_error.
void check_names(const options& wanted);

/// Lists all sources to standard output, one API after the other. Fails: output_closed.
boost::asio::awaitable<void> list_all(const options& wanted, const sources& from, outcome& result);

/// Polls all sources and shows the changes, until the requested number of polls is reached. Fails: output_closed.
boost::asio::awaitable<void> watch_all(const options& wanted, const sources& from, outcome& result);

}  // namespace roster_ls
