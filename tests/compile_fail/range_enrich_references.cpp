// expect: roster: the items of the range before enrich() cannot be buffered, since they are references into released pages or cannot be copied; items are kept while they are awaited; transform them into values first, such as std::string
// SPDX-License-Identifier: BSL-1.0
#include <roster/range/combine/enrich.hpp>
#include <string>
#include <string_view>

auto wrong(roster::async_range<std::string> names) {
  return std::move(names) | std::views::transform([](const std::string& s) { return std::string_view(s); }) |
         roster::enrich([](std::string_view) -> roster::asio::awaitable<int> { co_return 1; });
}
