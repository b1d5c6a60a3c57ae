// expect: roster: this adaptor needs the whole list; a range holds one page at a time; co_await range.collect() first and apply it to the vector, or write range | roster::each_page(adaptor)
// SPDX-License-Identifier: BSL-1.0
#include <ranges>
#include <roster/range/async_range.hpp>

roster::asio::awaitable<void> wrong(roster::async_range<int> items) {
  auto range = std::move(items) | std::views::reverse;
  for (auto it = co_await range.begin(); it != range.end(); co_await ++it) (void)*it;
}
