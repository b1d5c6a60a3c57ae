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

TEST_CASE("take_while: ends at the first item that fails the test, and requests no further page") {
  const auto [came, asked] = through(pages(), [](auto r) { return std::move(r) | v::take_while(below(5)); });
  CHECK(came == numbers{1, 2, 3, 4});
  CHECK(asked == demands(3, unlimited));
  CHECK(items(pages(), [](auto r) { return std::move(r) | v::take_while(below(1)); }).empty());
  CHECK(items(pages(), [](auto r) { return std::move(r) | v::take_while(below(99)); }).size() == 9);
}

TEST_CASE("take_while: tests each item once, and none after the first that fails the test") {
  numbers tested;
  const auto noted = v::take_while([&](int n) {
    tested.push_back(n);
    return n < 4;
  });
  const auto nothing_passes = v::filter([](int n) { return n > 90; });
  CHECK(items(pages(), [&](auto r) { return std::move(r) | noted | nothing_passes; }).empty());
  CHECK(tested == numbers{1, 2, 3, 4});
}

TEST_CASE("take_while: does not change the page size") {
  const auto asked = [](auto pipeline) { return through(pages(), pipeline).demands; };
  CHECK(asked([](auto r) { return std::move(r) | v::take_while(below(9)) | v::take(4); }) ==
        demands{4, 1, 1});
  CHECK(asked([](auto r) { return std::move(r) | v::take(4) | v::take_while(below(9)); }) ==
        demands{4, 1, 1});
}

TEST_CASE("take_while: stays ended when the page is iterated again") {
  boost::asio::io_context io;
  auto list = std::make_shared<fake::list<int>>();
  list->pages = pages();
  auto range = fake::range_of(list, io.get_executor()) | v::take_while(below(2));
  auto page = fake::run(io, range.next_page());
  REQUIRE(page);
  int seen = 0;
  for (const int n : *page) seen += n;
  for (const int n : *page) seen += n;
  CHECK(seen == 1);
  CHECK(!fake::run(io, range.next_page()));
  CHECK(list->requests() == 1);
}

TEST_CASE("take_while: may be the last part of a composition") {
  CHECK(items(pages(), [](auto r) { return std::move(r) | (v::filter(odd) | v::take_while(below(6))); }) ==
        numbers{1, 3, 5, 1});
}

TEST_CASE("take_while: an item at which its function throws is consumed, and the list continues") {
  const auto trap = piped::trapped_at(2, below(5));
  CHECK(items(pages(), [&](auto r) { return std::move(r) | v::take_while(trap); }) == numbers{1, -1, 3, 4});
  const auto late = piped::trapped_at(3, [](int n) { return n; });
  CHECK(items(pages(), [&](auto r) { return std::move(r) | v::take_while(below(5)) | v::transform(late); }) ==
        numbers{1, 2, -1, 4});
}
