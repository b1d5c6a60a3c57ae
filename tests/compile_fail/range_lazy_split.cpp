// expect: roster: this adaptor is not supported on a paged range; roster/range/adaptors.hpp lists those that are; co_await range.collect() first, or write range | roster::each_page(adaptor)
// SPDX-License-Identifier: BSL-1.0
#include <ranges>
#include <roster/range/async_range.hpp>

auto wrong(roster::async_range<int> items) {
  auto range =
      std::move(items) | std::views::lazy_split(5) | std::views::take(1);  // one sentence, whatever follows
  return range.collect();
}
