// expect: roster: a part of this composition is stateful, as take and drop are; only the last part may be stateful; write range | a | b instead of range | (a | b)
// SPDX-License-Identifier: BSL-1.0
#include <ranges>
#include <roster/range/async_range.hpp>

auto wrong(roster::async_range<int> items) {
  const auto composed = std::views::drop(5) | std::views::filter([](int n) { return n > 0; });
  return std::move(items) | composed;
}
