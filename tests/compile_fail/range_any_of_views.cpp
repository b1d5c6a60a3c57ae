// expect: roster: an any_range cannot hold these items, since they would refer to released pages or cannot be copied; it holds values; transform the items into values first, such as std::string
// SPDX-License-Identifier: BSL-1.0
#include <ranges>
#include <roster/range/any_range.hpp>

roster::any_range<int*> wrong(roster::async_range<int> items) {
  return std::move(items) | std::views::transform([](int& n) { return &n; });
}
