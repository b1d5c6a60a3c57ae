// expect: roster: the function given to enrich() does not accept the items of this range; it is called with const item&, and must be const itself; check its parameter against the range's value type
// SPDX-License-Identifier: BSL-1.0
#include <roster/range/combine/enrich.hpp>
#include <string>

auto wrong(roster::async_range<int> numbers) {
  return std::move(numbers) |
         roster::enrich([](const std::string&) -> roster::asio::awaitable<int> { co_return 1; }) |
         std::views::take(1);
}
