// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <ranges>
#include <roster/range/async_range.hpp>
#include <string>
#include <support/piped.hpp>
#include <tuple>
#include <utility>

using piped::demands;
using piped::items;
using piped::numbers;
using piped::through;

namespace v = std::views;

TEST_CASE("elements: yields one element of each item; keys and values are the first two") {
  using item = std::pair<int, std::string>;
  const piped::pages<item> pages{{{1, "one"}, {2, "two"}}, {{3, "three"}}};
  const auto [came, asked] = through(pages, [](auto r) { return std::move(r) | v::keys | v::take(3); });
  CHECK(came == numbers{1, 2, 3});
  CHECK(asked == demands{3, 1});
  CHECK(items(pages, [](auto r) { return std::move(r) | v::values; }) ==
        std::vector<std::string>{"one", "two", "three"});
  CHECK(items(piped::pages<std::tuple<char, char, int>>{{{'a', 'b', 3}}},
              [](auto r) { return std::move(r) | v::elements<2>; }) == numbers{3});
}
