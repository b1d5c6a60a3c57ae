// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <limits>
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

piped::pages<int> pages() { return {{1, 2, 3}, {}, {4, 5}, {6, 7, 8, 9}}; }

const auto odd = [](int n) { return n % 2 == 1; };

}  // namespace

TEST_CASE("drop: skips the first items, across page boundaries") {
  CHECK(items(pages(), [](auto r) { return std::move(r) | v::drop(4); }) == numbers{5, 6, 7, 8, 9});
  CHECK(items(pages(), [](auto r) { return std::move(r) | v::drop(3); }) == numbers{4, 5, 6, 7, 8, 9});
  CHECK(items(pages(), [](auto r) { return std::move(r) | v::drop(0); }).size() == 9);
  CHECK(items(pages(), [](auto r) { return std::move(r) | v::drop(9); }).empty());
  CHECK(items(pages(), [](auto r) { return std::move(r) | v::drop(2) | v::drop(3); }) == numbers{6, 7, 8, 9});
}

TEST_CASE("drop: does not dereference skipped items") {
  numbers reached;
  const auto look = v::transform([&](int n) {
    reached.push_back(n);
    return n;
  });
  CHECK(items(pages(), [&](auto r) { return std::move(r) | look | v::drop(7); }) == numbers{8, 9});
  CHECK(reached == numbers{8, 9});
}

TEST_CASE("drop: requests the skipped items, too, and no page if nothing can be yielded") {
  const auto asked = [](auto pipeline) { return through(pages(), pipeline).demands; };
  CHECK(asked([](auto r) { return std::move(r) | v::drop(2) | v::take(3); }) == demands{5, 2, 2});
  CHECK(asked([](auto r) { return std::move(r) | v::drop(4) | v::take(1); }) == demands{5, 2, 2});
  CHECK(asked([](auto r) { return std::move(r) | v::take(4) | v::drop(2); }) == demands{4, 1, 1});
  CHECK(asked([](auto r) { return std::move(r) | v::take(2) | v::drop(2); }) == demands{});
  CHECK(asked([](auto r) { return std::move(r) | v::drop(3) | v::take(0); }) == demands{});
  CHECK(asked([](auto r) { return std::move(r) | v::drop(3); }) == demands(5, unlimited));
  CHECK(asked([](auto r) { return std::move(r) | v::filter(odd) | v::drop(1) | v::take(1); }) ==
        demands{unlimited});
}

TEST_CASE("drop: may be the last part of a composition, whatever its count and the parts before") {
  CHECK(items(pages(), [](auto r) { return std::move(r) | (v::filter(odd) | v::drop(2)); }) ==
        numbers{5, 7, 9});
  CHECK(items(pages(), [](auto r) {
          return std::move(r) | v::filter(odd) |
                 (v::transform([](int n) { return std::pair{n, n * n}; }) | v::values | v::common |
                  v::drop(3));
        }) == numbers{49, 81});
  // A count is read, not computed by iterating.
  const auto most = std::numeric_limits<std::ptrdiff_t>::max();
  CHECK(items(pages(), [=](auto r) { return std::move(r) | (v::filter(odd) | v::drop(most)); }).empty());
}

TEST_CASE("drop: an item at which a function threw is not counted as skipped") {
  const auto trap = piped::trapped_at(2, [](int) { return true; });
  CHECK(items(pages(), [&](auto r) { return std::move(r) | v::filter(trap) | v::drop(2); }) ==
        numbers{-1, 4, 5, 6, 7, 8, 9});
  const auto late = piped::trapped_at(5, [](int n) { return n; });
  CHECK(items(pages(), [&](auto r) { return std::move(r) | v::drop(3) | v::transform(late); }) ==
        numbers{4, -1, 6, 7, 8, 9});
}
