// expect: roster: this adaptor does not work over pages; filter, transform, elements, keys, values and take do, and compositions of them with take last; write range | a | b, or co_await range.collect() first
// SPDX-License-Identifier: BSL-1.0
#include <ranges>
#include <roster/range/async_range.hpp>

auto wrong(roster::async_range<int> items) {
  const auto composed = std::views::take(5) | std::views::filter([](int n) { return n > 0; });
  return std::move(items) | composed;
}
