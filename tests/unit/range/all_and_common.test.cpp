// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <ranges>
#include <roster/range/async_range.hpp>
#include <support/piped.hpp>

using piped::demands;
using piped::items;
using piped::numbers;
using piped::through;

namespace v = std::views;

namespace {

piped::pages<int> pages() { return {{1, 2, 3}, {}, {4, 5}, {6, 7, 8, 9}}; }

}  // namespace

TEST_CASE("all and common: change no item, no request and no page size") {
  const auto plain = through(pages(), [](auto r) { return std::move(r) | v::take(5); });
  const auto all = through(pages(), [](auto r) { return std::move(r) | v::all | v::take(5) | v::all; });
  const auto common =
      through(pages(), [](auto r) { return std::move(r) | v::common | v::take(5) | v::common; });
  for (const auto& [came, asked] : {plain, all, common}) {
    CHECK(came == numbers{1, 2, 3, 4, 5});
    CHECK(asked == demands{5, 2, 2});
  }
}

TEST_CASE("all and common: work anywhere in a pipeline or a composition") {
  const auto odd = v::filter([](int n) { return n % 2 == 1; });
  CHECK(items(pages(), [&](auto r) {
          return std::move(r) | v::common | odd | v::common | v::drop(2) | v::common;
        }) == numbers{5, 7, 9});
  CHECK(items(pages(), [&](auto r) {
          return std::move(r) | (v::common | odd | v::all | v::common | v::take(2));
        }) == numbers{1, 3});
  CHECK(items(pages(), [&](auto r) {
          return std::move(r) | v::take_while([](int n) { return n < 8; }) | v::common |
                 v::drop_while([](int n) { return n < 4; }) | v::common | odd;
        }) == numbers{5, 7});
}

TEST_CASE("common: continues after an item at which a function threw") {
  const auto trap = v::transform(piped::trapped_at(4, [](int n) { return n; }));
  CHECK(items(pages(), [&](auto r) { return std::move(r) | trap | v::common; }) ==
        numbers{1, 2, 3, -1, 5, 6, 7, 8, 9});
}
