// expect: roster: the range on the left of | is an lvalue; a list has one consumer, and a copy would fetch everything twice; write std::move(range) | adaptor
// SPDX-License-Identifier: BSL-1.0
#include <roster/range/combine/enrich.hpp>

auto wrong(roster::async_range<int> numbers) {
  return numbers | roster::enrich([](int) -> roster::asio::awaitable<int> { co_return 1; });
}
