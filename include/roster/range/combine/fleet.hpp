// SPDX-License-Identifier: BSL-1.0
#pragma once
// One list over many targets: accounts, regions, endpoints, protocol versions.

#include <boost/asio/any_io_executor.hpp>
#include <memory>
#include <roster/range/async_range.hpp>
#include <roster/range/combine/detail/fleet_source.hpp>
#include <roster/range/combine/fleet_options.hpp>
#include <roster/range/combine/fleet_target.hpp>
#include <roster/range/combine/sourced.hpp>
#include <utility>
#include <vector>

namespace roster::inline v0 {

/// Makes one range of any number of targets, of which so many as the options say are read at the same time; a
/// target is opened when it is its turn. Each item says where it came from. A target that fails ends there and is
/// reported, unless the options say that it stops all: the report has `incomplete`, a remark with the names of those
/// that failed, and what each target did; whoever needs the whole list looks at `report().complete()`.
/// Deadlines are those of each target's listing.
/// Fails: failure(errc::invalid_argument) for the executor of a thread pool without a strand.
/// Example: fleet: items say where they came from, and a target that fails is reported while the others finish
template <class Row>
async_range<sourced<Row>> fleet(const asio::any_io_executor& executor, std::vector<fleet_target<Row>> targets,
                                const fleet_options& options = {}) {
  return async_range<sourced<Row>>(
      std::make_unique<detail::fleet_source<Row>>(executor, std::move(targets), options));
}

}  // namespace roster::inline v0
