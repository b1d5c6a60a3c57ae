// SPDX-License-Identifier: BSL-1.0
#pragma once
// A list that is read until two consecutive reads are equal, within the deadline of one list.

#include <algorithm>
#include <chrono>
#include <roster/client/client.hpp>
#include <roster/range/adaptor/where.hpp>
#include <roster/range/combine/concat.hpp>
#include <roster/range/combine/read_until_stable.hpp>
#include <roster/schema/condition.hpp>
#include <roster/schema/operation_traits.hpp>
#include <utility>

namespace roster_ls {

/// Returns the time until `end`, at least one millisecond.
inline std::chrono::milliseconds time_until(std::chrono::steady_clock::time_point end) {
  const auto left = std::chrono::floor<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
  return std::max(left, std::chrono::milliseconds(1));
}

template <class Operation>
auto verified_list(const roster::client<Operation>& client, const typename Operation::request& request,
                   const roster::list_options& how,
                   const roster::condition<roster::item_of<Operation>>& only) {
  const auto end = std::chrono::steady_clock::now() + *how.deadline;
  return roster::read_until_stable([client, request, how, only, end] {
    auto again = how;
    again.deadline = time_until(end);
    return roster::concat(client.list(request, std::move(again)) | roster::where(only));
  });
}

}  // namespace roster_ls
