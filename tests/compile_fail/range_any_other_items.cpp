// expect: roster: the item type of this range differs from that of the any_range or async_range that it is converted to; the item type is its value_type; transform the items, or name that type
// SPDX-License-Identifier: BSL-1.0
#include <ranges>
#include <roster/range/any_range.hpp>

roster::any_range<int> wrong(roster::async_range<int> items) {
  return std::move(items) | std::views::transform([](int n) { return n * 0.5; });
}
