// expect: roster: the function given to enrich() does not return an awaitable of a response; it returns what a call does; write [client](const my_item& item) { return client.call({.id = item.id}); }
// SPDX-License-Identifier: BSL-1.0
#include <roster/range/combine/enrich.hpp>

auto wrong(roster::async_range<int> numbers) {
  return std::move(numbers) | roster::enrich([](int n) { return 2 * n; });
}
