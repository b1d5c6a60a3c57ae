// expect: roster: the items of a range given to concat() or merge() cannot be kept, since they are references into pages that are gone or cannot be copied; they wait as values; transform them into values first, into std::string for instance
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
