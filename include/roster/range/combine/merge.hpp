// SPDX-License-Identifier: BSL-1.0
#pragma once
// Several ranges as one, side by side.

#include <roster/range/async_range.hpp>
#include <roster/range/combine/detail/merge_source.hpp>
#include <roster/range/detail/range_parts.hpp>
#include <utility>
#include <vector>

namespace roster::inline v0 {

/// Makes one range of several with items of the same type: their pages come as they are there, and ranges that
/// have one take turns. Every await asks all ranges that have no page waiting, but no more of them than items are
/// wanted where that is known; see merge_source. Adaptors that the ranges have already work as before; their
/// functions are called for a page at a time where it is not known how many items are wanted.
/// Fails: with the failure of a range when it is its turn; awaiting again asks that range again.
/// Example: merge: reads its lists side by side, and requests nothing twice
template <class First, class... Rest>
  requires detail::async_ranges<First, Rest...>
auto merge(First&& first, Rest&&... rest) {
  return detail::make_one<detail::merge_source>(std::forward<First>(first), std::forward<Rest>(rest)...);
}

/// Makes one range of any number of them.
/// Example: merge: takes a vector of ranges, which may be empty
template <class Row, class... Adaptors>
auto merge(std::vector<async_range<Row, Adaptors...>> ranges) {
  return detail::make_one<detail::merge_source>(std::move(ranges));
}

}  // namespace roster::inline v0
