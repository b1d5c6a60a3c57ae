// expect: roster: where() takes a condition made of fields; a function cannot be looked into; write roster::field<&my_item::status> == value, or give the function to std::views::filter
// SPDX-License-Identifier: BSL-1.0
#include <roster/range/async_range.hpp>

auto wrong(roster::async_range<int> items) {
  return std::move(items) | roster::where([](int n) { return n > 0; }) | std::views::take(1);
}
