// SPDX-License-Identifier: BSL-1.0
#pragma once
// All tasks of one API as one range, for listing and for watching.

#include <algorithm>
#include <boost/asio/any_io_executor.hpp>
#include <chrono>
#include <roster/client.hpp>
#include <roster/client/detail/client_core.hpp>
#include <roster/range/adaptor/where.hpp>
#include <roster/range/combine/concat.hpp>
#include <roster/range/combine/fleet.hpp>
#include <roster/range/combine/read_until_stable.hpp>
#include <roster/schema/condition.hpp>
#include <roster/schema/operation_traits.hpp>
#include <utility>
#include <vector>

#include "options.hpp"
#include "tasks.hpp"

namespace roster_ls {

/// Returns the time until `end`, at least one millisecond.
inline std::chrono::milliseconds time_until(std::chrono::steady_clock::time_point end) {
  const auto left = std::chrono::floor<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
  return std::max(left, std::chrono::milliseconds(1));
}

template <class Operation>
auto open_fleet(boost::asio::any_io_executor executor, const std::vector<task<Operation>>& work,
                const roster::condition<roster::item_of<Operation>>& only, const options& wanted) {
  const auto& common = work.front().config;
  const auto connections = roster::detail::make_client_transport(executor, common.http, common.variables);
  std::vector<roster::fleet_target<roster::item_of<Operation>>> targets;
  for (auto one : work) {
    one.config.transport = connections;
    targets.push_back({.from = {.name = one.name}, .open = [executor, one, only, verify = wanted.verify] {
                         const roster::client<Operation> client(executor, one.config);
                         const auto end = std::chrono::steady_clock::now() + *one.how.deadline;
                         const auto list = [client, one, only, verify, end] {
                           auto how = one.how;
                           if (verify) how.deadline = time_until(end);
                           return roster::concat(client.list(one.request, std::move(how)) |
                                                 roster::where(only));
                         };
                         return verify ? roster::read_until_stable(list) : list();
                       }});
  }
  using enum roster::merge_order;
  const auto order = wanted.unordered ? unordered : ordered;
  return roster::fleet(executor, std::move(targets), {.max_concurrency = wanted.parallel, .order = order});
}

}  // namespace roster_ls
