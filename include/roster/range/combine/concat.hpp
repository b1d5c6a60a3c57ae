// SPDX-License-Identifier: BSL-1.0
#pragma once
// Several ranges as one, one behind the other.

#include <roster/range/async_range.hpp>
#include <roster/range/combine/detail/concat_source.hpp>
#include <roster/range/detail/range_parts.hpp>
#include <utility>
#include <vector>

namespace roster::inline v0 {

/// Makes one range of several with items of the same type: all of the first one, then all of the second. A range
/// is asked when the one before it has ended, and not before. Adaptors that the ranges have already work as
/// before; their functions are called for a page at a time where it is not known how many items are wanted.
/// Example: concat: is the same as all items in one list
template <class First, class... Rest>
  requires detail::async_ranges<First, Rest...>
auto concat(First&& first, Rest&&... rest) {
  return detail::make_one<detail::concat_source>(std::forward<First>(first), std::forward<Rest>(rest)...);
}

/// Makes one range of any number of them.
/// Example: concat: takes a vector of ranges, which may be empty
template <class Row, class... Adaptors>
auto concat(std::vector<async_range<Row, Adaptors...>> ranges) {
  return detail::make_one<detail::concat_source>(std::move(ranges));
}

}  // namespace roster::inline v0
