// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <ranges>
#include <roster/range/async_range.hpp>
#include <support/piped.hpp>

using piped::demands;
using piped::numbers;
using piped::through;
using roster::detail::unlimited;

namespace v = std::views;

TEST_CASE("filter: passes items, and requests full pages, since their number is unknown") {
  const auto odd = v::filter([](int n) { return n % 2 == 1; });
  const auto [came, asked] = through(piped::pages<int>{{1, 2}, {4}, {5, 7}},
                                     [&](auto r) { return std::move(r) | odd | v::take(2); });
  CHECK(came == numbers{1, 5});
  CHECK(asked == demands(3, unlimited));
}

TEST_CASE("filter: keeps the state of its function from one page to the next") {
  const auto every_second = v::filter([n = 0](int) mutable { return ++n % 2 == 0; });
  CHECK(piped::items(piped::pages<int>{{1}, {2, 3}, {4}},
                     [&](auto r) { return std::move(r) | every_second; }) == numbers{2, 4});
}
