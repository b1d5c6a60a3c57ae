// SPDX-License-Identifier: BSL-1.0
#pragma once
// Merges several ranges, read concurrently.

#include <roster/range/async_range.hpp>
#include <roster/range/combine/detail/merge_source.hpp>
#include <roster/range/detail/range_source.hpp>
#include <utility>
#include <vector>

namespace roster::inline v0 {

/// Returns one range of several with the same item type: pages are yielded as they arrive, and ranges that
/// have one take turns. Every await fetches all ranges that have no page ready, but at most as many as items
/// are wanted if that is known; see merge_source. Adaptors already applied to the ranges keep working; their
/// functions are called for a whole page at a time if the number of items wanted is unknown.
/// Fails: with the failure of a range when its turn comes; the next await requests that range again.
/// Example: merge: reads its lists concurrently, and requests nothing twice
template <class First, class... Rest>
  requires detail::async_ranges<First, Rest...>
auto merge(First&& first, Rest&&... rest) {
  return detail::make_one<detail::merge_source>(std::forward<First>(first), std::forward<Rest>(rest)...);
}

/// Returns one range of any number of ranges.
/// Example: merge: accepts a vector of ranges, which may be empty
template <class Row, class... Adaptors>
auto merge(std::vector<async_range<Row, Adaptors...>> ranges) {
  return detail::make_one<detail::merge_source>(std::move(ranges));
}

}  // namespace roster::inline v0
