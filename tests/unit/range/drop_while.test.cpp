// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <ranges>
#include <roster/range/async_range.hpp>
#include <support/piped.hpp>

using piped::demands;
using piped::items;
using piped::numbers;
using piped::through;
using roster::detail::unlimited;

namespace v = std::views;

namespace {

piped::pages<int> pages() { return {{1, 2, 3}, {}, {4, 5}, {1, 7, 2, 9}}; }

const auto odd = [](int n) { return n % 2 == 1; };
const auto below = [](int limit) { return [limit](int n) { return n < limit; }; };

}  // namespace

TEST_CASE("drop_while: skips until one item fails the test, across page boundaries, and never again") {
  CHECK(items(pages(), [](auto r) { return std::move(r) | v::drop_while(below(5)); }) ==
        numbers{5, 1, 7, 2, 9});
  CHECK(items(pages(), [](auto r) { return std::move(r) | v::drop_while(below(1)); }).size() == 9);
  CHECK(items(pages(), [](auto r) { return std::move(r) | v::drop_while(below(99)); }).empty());
}

TEST_CASE("drop_while: tests each item once, and none after the first that passes") {
  numbers tested;
  const auto noted = v::drop_while([&](int n) {
    tested.push_back(n);
    return n < 4;
  });
  CHECK(items(pages(), [&](auto r) { return std::move(r) | noted | v::take(3); }) == numbers{4, 5, 1});
  CHECK(tested == numbers{1, 2, 3, 4});
}

TEST_CASE("drop_while: requests full pages while the number of skipped items is unknown") {
  const auto asked = [](auto pipeline) { return through(pages(), pipeline).demands; };
  CHECK(asked([](auto r) { return std::move(r) | v::drop_while(below(4)) | v::take(3); }) ==
        demands{unlimited, unlimited, unlimited, 1});
  CHECK(asked([](auto r) { return std::move(r) | v::take(3) | v::drop_while(below(9)); }) == demands{3});
}

TEST_CASE("drop_while: may be the last part of a composition") {
  CHECK(items(pages(), [](auto r) { return std::move(r) | (v::filter(odd) | v::drop_while(below(4))); }) ==
        numbers{5, 1, 7, 9});
}

TEST_CASE("drop_while: an item at which its function throws is consumed, and skipping continues") {
  const auto trap = piped::trapped_at(2, below(5));
  CHECK(items(pages(), [&](auto r) { return std::move(r) | v::drop_while(trap); }) ==
        numbers{-1, 5, 1, 7, 2, 9});
  const auto late = piped::trapped_at(5, [](int n) { return n; });
  CHECK(items(pages(), [&](auto r) { return std::move(r) | v::drop_while(below(4)) | v::transform(late); }) ==
        numbers{4, -1, 1, 7, 2, 9});
}
