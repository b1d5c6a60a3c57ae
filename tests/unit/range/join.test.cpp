// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <list>
#include <ranges>
#include <roster/range/async_range.hpp>
#include <string>
#include <support/piped.hpp>

using piped::demands;
using piped::items;
using piped::numbers;
using piped::through;
using roster::detail::unlimited;

namespace v = std::views;

namespace {

piped::pages<numbers> pages() { return {{{1, 2}, {}, {3}}, {{}}, {{4, 5, 6}, {7}}}; }

/// Returns n copies of the number n.
numbers times(int n) { return numbers(static_cast<std::size_t>(n), n); }

}  // namespace

TEST_CASE("join: yields the items of ranges that are items, one by one") {
  const auto [came, asked] = through(pages(), [](auto r) { return std::move(r) | v::join; });
  CHECK(came == numbers{1, 2, 3, 4, 5, 6, 7});
  CHECK(asked == demands(4, unlimited));
  CHECK(items(piped::pages<std::string>{{"ab", ""}, {"c"}}, [](auto r) { return std::move(r) | v::join; }) ==
        std::vector<char>{'a', 'b', 'c'});
  CHECK(items(piped::pages<std::list<int>>{{{1}, {2, 3}}}, [](auto r) { return std::move(r) | v::join; }) ==
        numbers{1, 2, 3});
  CHECK(items(piped::pages<std::vector<numbers>>{{{{1}, {2}}, {}}, {{{3, 4}}}},
              [](auto r) { return std::move(r) | v::join | v::join; }) == numbers{1, 2, 3, 4});
}

TEST_CASE("join: works on ranges that a function returns by value") {
  CHECK(items(piped::pages<int>{{1, 0, 2}, {3}}, [](auto r) {
          return std::move(r) | v::transform(times) | v::join;
        }) == numbers{1, 2, 2, 3, 3, 3});
}

TEST_CASE("join: later adaptors count its items, not the inner ranges") {
  const auto [came, asked] = through(pages(), [](auto r) { return std::move(r) | v::join | v::take(3); });
  CHECK(came == numbers{1, 2, 3});
  CHECK(asked == demands{unlimited});
  CHECK(items(pages(), [](auto r) { return std::move(r) | v::join | v::drop(4) | v::take(2); }) ==
        numbers{5, 6});
  CHECK(through(pages(), [](auto r) { return std::move(r) | v::take(0) | v::join; }).demands.empty());
  CHECK(items(pages(), [](auto r) {
          return std::move(r) | (v::join | v::drop_while([](int n) { return n < 5; }));
        }) == numbers{5, 6, 7});
}

TEST_CASE("join: copies, as an inner range may be a view of data stored elsewhere") {
  boost::asio::io_context io;
  auto list = std::make_shared<fake::list<std::vector<std::string>>>();
  const std::string text = "a text that is too long to be kept inside";
  list->pages = {{{text}}};
  auto range = fake::range_of(list, io.get_executor());
  std::vector<std::string>* inner = nullptr;
  auto joined = std::move(range) | v::transform([&](std::vector<std::string>& texts) -> auto& {
                  inner = &texts;
                  return texts;
                }) |
                v::join;
  CHECK(fake::run(io, joined.next()) == text);
  CHECK(inner->front() == text);
}

TEST_CASE("join: if a later function throws, the whole inner range that it worked on is consumed") {
  const auto trap = v::transform(piped::trapped_at(5, [](int n) { return n; }));
  CHECK(items(pages(), [&](auto r) { return std::move(r) | v::join | trap; }) == numbers{1, 2, 3, 4, -1, 7});
  const auto trapped_filter = v::filter(piped::trapped_at(2, [](int) { return true; }));
  CHECK(items(piped::pages<int>{{1, 2, 3}, {2, 1}}, [&](auto r) {
          return std::move(r) | v::transform(times) | v::join | trapped_filter;
        }) == numbers{1, -1, 3, 3, 3, -1, 1});
  const auto trapped_times = v::transform(piped::trapped_at(2, times));
  CHECK(items(piped::pages<int>{{1, 2, 3}, {2, 1}}, [&](auto r) {
          return std::move(r) | trapped_times | v::join;
        }) == numbers{1, -1, 3, 3, 3, -1, 1});
}
