// expect: roster: the items of a range given to concat() or merge() cannot be buffered, since they are references into released pages or cannot be copied; items are buffered as values; transform them into values first, such as std::string
// SPDX-License-Identifier: BSL-1.0
#include <ranges>
#include <roster/range/combine/merge.hpp>
#include <string>
#include <string_view>

auto wrong(roster::async_range<std::string> names) {
  auto views = std::move(names) | std::views::transform([](std::string& s) { return std::string_view(s); });
  auto all = roster::merge(std::move(views));
  return all.next();
}
