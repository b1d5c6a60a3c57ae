// expect: roster: this range has items of another type than the any_range or async_range that it is to become; its items are its value_type; transform them, or name that type
// SPDX-License-Identifier: BSL-1.0
#include <ranges>
#include <roster/range/any_range.hpp>

roster::any_range<int> wrong(roster::async_range<int> items) {
  return std::move(items) | std::views::transform([](int n) { return n * 0.5; });
}
