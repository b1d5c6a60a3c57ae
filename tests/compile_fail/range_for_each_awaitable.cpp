// expect: roster: the function given to for_each() returns an awaitable, which would never be awaited; for_each() accepts only synchronous functions; write a loop with co_await range.next() instead
// SPDX-License-Identifier: BSL-1.0
#include <ranges>
#include <roster/range/async_range.hpp>

auto wrong(roster::async_range<int> items) {
  return items.for_each([](int) -> roster::asio::awaitable<void> { co_return; });
}
