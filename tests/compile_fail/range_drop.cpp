// expect: roster: this adaptor does not work over pages; filter, transform, elements, keys, values and take do, and compositions of them with take last; write range | a | b, or co_await range.collect() first
// SPDX-License-Identifier: BSL-1.0
#include <ranges>
#include <roster/range/async_range.hpp>

auto wrong(roster::async_range<int> items) {
  auto range =
      std::move(items) | std::views::drop(5) | std::views::take(1);  // one sentence, whatever follows
  return range.collect();
}
