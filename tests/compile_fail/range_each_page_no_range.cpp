// expect: roster: the closure given to each_page() does not return a range; it is called once per page with a std::span of the page's items; pass a range adaptor, or a function that returns a range
// SPDX-License-Identifier: BSL-1.0
#include <ranges>
#include <roster/range/async_range.hpp>

auto wrong(roster::async_range<int> items) {
  return std::move(items) | roster::each_page([](int n) { return n; }) | std::views::take(1);
}
