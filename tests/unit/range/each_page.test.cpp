// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <algorithm>
#include <ranges>
#include <roster/range/async_range.hpp>
#include <roster/range/blocking.hpp>
#include <span>
#include <support/piped.hpp>

using piped::demands;
using piped::items;
using piped::numbers;
using piped::through;
using roster::each_page;
using roster::detail::unlimited;

namespace asio = boost::asio;
namespace v = std::views;

namespace {

piped::pages<int> pages() { return {{1, 2, 3}, {}, {4, 5}, {6, 7, 8, 9}}; }

auto list_of(piped::pages<int> given) {
  auto list = std::make_shared<fake::list<int>>();
  list->pages = std::move(given);
  return list;
}

}  // namespace

TEST_CASE("each_page: yields the items of each page reversed, page by page") {
  CHECK(items(pages(), [](auto r) { return std::move(r) | each_page(v::reverse); }) ==
        numbers{3, 2, 1, 5, 4, 9, 8, 7, 6});
}

TEST_CASE("each_page: calls its closure once for each page, with a sized random-access range") {
  std::vector<std::size_t> sizes;
  const auto note = [&](auto page) {
    static_assert(std::ranges::random_access_range<decltype(page)>);
    sizes.push_back(std::ranges::size(page));
    return page;
  };
  CHECK(items(pages(), [&](auto r) { return std::move(r) | each_page(note); }).size() == 9);
  CHECK(sizes == std::vector<std::size_t>{3, 0, 2, 4});
}

TEST_CASE("each_page: accepts compositions, functions that sort and functions that return containers") {
  const auto odd = v::filter([](int n) { return n % 2 == 1; });
  CHECK(items(pages(), [&](auto r) { return std::move(r) | each_page(odd | v::reverse); }) ==
        numbers{3, 1, 5, 9, 7});
  const auto sorted = [](std::span<int> page) {
    std::ranges::sort(page, std::ranges::greater{});
    return page;
  };
  CHECK(items(piped::pages<int>{{1, 3, 2}, {5, 6}},
              [&](auto r) { return std::move(r) | each_page(sorted); }) == numbers{3, 2, 1, 6, 5});
  const auto sums = [](std::span<const int> page) {
    numbers all;
    for (const int n : page) all.push_back(n + (all.empty() ? 0 : all.back()));
    return all;
  };
  CHECK(items(pages(), [&](auto r) { return std::move(r) | each_page(sums); }) ==
        numbers{1, 3, 6, 4, 9, 6, 13, 21, 30});
}

TEST_CASE("each_page: accepts further adaptors, which do not influence its page sizes") {
  const auto [came, asked] = through(pages(), [](auto r) {
    return std::move(r) | each_page(v::reverse) | v::transform([](int n) { return 10 * n; }) | v::drop(1) |
           v::take(4);
  });
  CHECK(came == numbers{20, 10, 50, 40});
  CHECK(asked == demands(3, unlimited));
  CHECK(through(pages(), [](auto r) {
          return std::move(r) | each_page(v::reverse) | v::take(0);
        }).demands.empty());
}

TEST_CASE("each_page: a discarded page does not reappear, whatever the next one is") {
  asio::io_context io;
  auto range = fake::range_of(list_of(pages()), io.get_executor()) | each_page(v::reverse);
  CHECK(fake::run(io, range.next()) == 3);
  auto page = fake::run(io, range.next_page());  // the empty page
  CHECK(page->begin() == page->end());
  CHECK(fake::run(io, range.next()) == 5);
  page = fake::run(io, range.next_page());
  CHECK(*page->begin() == 9);
  CHECK(fake::run(io, range.collect()) == numbers{8, 7, 6});
}

TEST_CASE("each_page: continues after an item at which a later function threw") {
  const auto trap = piped::trapped_at(2, [](int n) { return n; });
  CHECK(items(pages(), [&](auto r) { return std::move(r) | each_page(v::reverse) | v::transform(trap); }) ==
        numbers{3, -1, 1, 5, 4, 9, 8, 7, 6});
  const auto in_filter = piped::trapped_at(3, [](int) { return true; });
  CHECK(items(pages(), [&](auto r) { return std::move(r) | each_page(v::reverse) | v::filter(in_filter); }) ==
        numbers{-1, 2, 1, 5, 4, 9, 8, 7, 6});
}

TEST_CASE("each_page: if its closure throws, the rest of that page is consumed") {
  const auto trap = v::filter(piped::trapped_at(2, [](int) { return true; }));
  CHECK(items(pages(), [&](auto r) { return std::move(r) | each_page(trap); }) ==
        numbers{1, -1, 4, 5, 6, 7, 8, 9});
  const auto no_short_pages = [](std::span<int> page) {
    if (page.size() == 2) throw std::runtime_error("trap");
    return page;
  };
  CHECK(items(pages(), [&](auto r) { return std::move(r) | each_page(no_short_pages); }) ==
        numbers{1, 2, 3, -1, 6, 7, 8, 9});
}

TEST_CASE("each_page: works in a plain loop, too") {
  asio::io_context io;
  numbers seen;
  for (const int n :
       roster::blocking(fake::range_of(list_of(pages()), io.get_executor()) | each_page(v::reverse)))
    seen.push_back(n);
  CHECK(seen == numbers{3, 2, 1, 5, 4, 9, 8, 7, 6});
}
