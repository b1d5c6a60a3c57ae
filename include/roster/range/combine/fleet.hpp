// SPDX-License-Identifier: BSL-1.0
#pragma once
// One range over many targets: accounts, regions, endpoints, protocol versions.

#include <boost/asio/any_io_executor.hpp>
#include <memory>
#include <roster/range/async_range.hpp>
#include <roster/range/combine/detail/fleet_source.hpp>
#include <roster/range/combine/fleet_options.hpp>
#include <roster/range/combine/merge_options.hpp>
#include <string>
#include <utility>
#include <vector>

namespace roster::inline v0 {
namespace detail {

/// Creates a fleet. `request_text` and `client_side_conditions` are the conditions of its lists, for explain().
struct fleet_maker {
  template <class Row>
  static async_range<sourced<Row>> make(const asio::any_io_executor& executor,
                                        std::vector<fleet_target<Row>> targets, const fleet_options& options,
                                        std::string request_text, std::string client_side_conditions) {
    async_range<sourced<Row>> out(
        std::make_unique<fleet_source<Row>>(executor, std::move(targets), options, std::move(request_text)));
    out.client_side_conditions_ = std::move(client_side_conditions);
    return out;
  }
};

}  // namespace detail

/// Returns one range over any number of targets, of which at most `max_concurrency` are read at a time; a
/// target is opened when its turn comes. Each item carries its source. A target that fails ends there and is
/// reported, unless the options stop the fleet: the report has `incomplete`, a note with the names of the
/// failed targets, and one entry per target. Callers that need the whole list check `report().complete()`.
/// Deadlines are those of each target's listing.
/// Fails: failure(errc::invalid_argument) for the executor of a thread pool without a strand.
/// Example: fleet: items carry their source, and a target that fails is reported while the others finish
template <class Row>
async_range<sourced<Row>> fleet(const asio::any_io_executor& executor, std::vector<fleet_target<Row>> targets,
                                const fleet_options& options = {}) {
  return detail::fleet_maker::make(executor, std::move(targets), options, "that of each list",
                                   "that of each list");
}

}  // namespace roster::inline v0
