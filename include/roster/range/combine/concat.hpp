// SPDX-License-Identifier: BSL-1.0
#pragma once
// Concatenates several ranges into one.

#include <roster/range/async_range.hpp>
#include <roster/range/combine/detail/concat_source.hpp>
#include <roster/range/detail/range_source.hpp>
#include <utility>
#include <vector>

namespace roster::inline v0 {

/// Returns one range of several with the same item type: all items of the first, then all of the second.
/// Nothing is requested from a range before the previous one has ended. Adaptors already applied to the
/// ranges keep working; their functions are called for a whole page at a time if the number of items wanted
/// is unknown.
/// Example: concat: equals a list of all items
template <class First, class... Rest>
  requires detail::async_ranges<First, Rest...>
auto concat(First&& first, Rest&&... rest) {
  return detail::make_one<detail::concat_source>(std::forward<First>(first), std::forward<Rest>(rest)...);
}

/// Returns one range of any number of ranges.
/// Example: concat: accepts a vector of ranges, which may be empty
template <class Row, class... Adaptors>
auto concat(std::vector<async_range<Row, Adaptors...>> ranges) {
  return detail::make_one<detail::concat_source>(std::move(ranges));
}

}  // namespace roster::inline v0
