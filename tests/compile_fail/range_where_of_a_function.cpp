// expect: roster: where() accepts only conditions on fields; a function cannot be inspected or pushed down; write roster::field<&my_item::status> == value, or pass the function to std::views::filter
// SPDX-License-Identifier: BSL-1.0
#include <roster/range/async_range.hpp>

auto wrong(roster::async_range<int> items) {
  return std::move(items) | roster::where([](int n) { return n > 0; }) | std::views::take(1);
}
