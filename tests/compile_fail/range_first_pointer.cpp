// expect: roster: first() would return a pointer or view into a released page; items must own their data; transform them into values first, such as std::string
// SPDX-License-Identifier: BSL-1.0
#include <ranges>
#include <roster/range/async_range.hpp>

auto wrong(roster::async_range<int> items) {
  auto range = std::move(items) | std::views::transform([](int& n) { return &n; });
  return range.first();
}
