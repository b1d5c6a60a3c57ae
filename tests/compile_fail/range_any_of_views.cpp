// expect: roster: an any_range cannot hold these items, since they refer into pages that are gone or cannot be copied; it holds values; transform them into values first, into std::string for instance
// SPDX-License-Identifier: BSL-1.0
#include <ranges>
#include <roster/range/any_range.hpp>

roster::any_range<int*> wrong(roster::async_range<int> items) {
  return std::move(items) | std::views::transform([](int& n) { return &n; });
}
