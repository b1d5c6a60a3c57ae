// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <limits>
#include <memory>
#include <random>
#include <ranges>
#include <roster/range/adaptors.hpp>
#include <roster/range/async_range.hpp>
#include <roster/range/detail/adaptor.hpp>
#include <support/piped.hpp>
#include <support/properties.hpp>

#if defined(__cpp_lib_ranges_chunk)

using piped::demands;
using piped::items;
using piped::numbers;
using piped::through;
using roster::each_page;
using roster::detail::unlimited;

namespace asio = boost::asio;
namespace v = std::views;

namespace {

using chunks = std::vector<numbers>;

piped::pages<int> pages() { return {{1, 2, 3}, {}, {4, 5}, {6, 7}}; }

template <class Row>
auto list_of(std::vector<std::vector<Row>> given) {
  auto list = std::make_shared<fake::list<Row>>();
  for (auto& page : given) list->pages.push_back(std::move(page));
  return list;
}

const auto odd = [](int n) { return n % 2 == 1; };

}  // namespace

TEST_CASE("chunk: collects n items across page boundaries, and the rest at the end") {
  CHECK(items(pages(), [](auto r) { return std::move(r) | v::chunk(2); }) ==
        chunks{{1, 2}, {3, 4}, {5, 6}, {7}});
  CHECK(items(pages(), [](auto r) { return std::move(r) | v::chunk(1); }).size() == 7);
  CHECK(items(pages(), [](auto r) { return std::move(r) | v::chunk(7); }) == chunks{{1, 2, 3, 4, 5, 6, 7}});
  CHECK(items(piped::pages<int>{{}, {}}, [](auto r) { return std::move(r) | v::chunk(2); }).empty());
}

TEST_CASE("chunk: yields a chunk as soon as it is complete, and requests no more than it needs") {
  const auto asked = [](auto pipeline) { return through(pages(), pipeline).demands; };
  CHECK(asked([](auto r) { return std::move(r) | v::chunk(3) | v::take(1); }) == demands{3});
  CHECK(asked([](auto r) { return std::move(r) | v::chunk(2) | v::take(2); }) == demands{4, 1, 1});
  CHECK(asked([](auto r) { return std::move(r) | v::chunk(2) | v::take(0); }) == demands{});
  CHECK(asked([](auto r) { return std::move(r) | v::chunk(2); }) == demands(5, unlimited));
  asio::io_context io;
  auto list = list_of<int>({{1, 2}, {3, 4}});
  auto range = fake::range_of(list, io.get_executor()) | v::chunk(2);
  CHECK(fake::run(io, range.next()) == numbers{1, 2});
  CHECK(list->requests() == 1);
  auto other = list_of<int>({{1, 2}, {3, 4}});
  CHECK(fake::run(io, (fake::range_of(other, io.get_executor()) | v::chunk(2)).first()) == numbers{1, 2});
  CHECK(other->demands == demands{2});
}

TEST_CASE("chunk: after a satisfied take, the rest is yielded without a request") {
  const auto [came, asked] = through(pages(), [](auto r) { return std::move(r) | v::take(5) | v::chunk(3); });
  CHECK(came == chunks{{1, 2, 3}, {4, 5}});
  CHECK(asked == demands{5, 2, 2});
}

TEST_CASE("chunk: accepts further adaptors over its chunks, also another chunk") {
  CHECK(items(pages(), [](auto r) { return std::move(r) | v::chunk(2) | v::join; }) ==
        numbers{1, 2, 3, 4, 5, 6, 7});
  const auto sum = [](const numbers& chunk) { return chunk.front() + chunk.back(); };
  CHECK(items(pages(), [&](auto r) {
          return std::move(r) | v::chunk(2) | v::transform(sum) | v::filter(odd) | v::drop(1);
        }) == numbers{7, 11});
  CHECK(items(pages(), [](auto r) { return std::move(r) | v::chunk(2) | v::chunk(3); }) ==
        std::vector<chunks>{{{1, 2}, {3, 4}, {5, 6}}, {{7}}});
  CHECK(items(pages(), [](auto r) { return std::move(r) | v::chunk(3) | v::join | v::chunk(2); }) ==
        chunks{{1, 2}, {3, 4}, {5, 6}, {7}});
  CHECK(items(pages(), [](auto r) { return std::move(r) | (v::filter(odd) | v::chunk(3)); }) ==
        chunks{{1, 3, 5}, {7}});
  CHECK(items(pages(), [](auto r) { return std::move(r) | each_page(v::reverse) | v::chunk(2); }) ==
        chunks{{3, 2}, {1, 5}, {4, 7}, {6}});
}

TEST_CASE("chunk: its count is read exactly, whatever the parts before it") {
  const auto size_read = [](std::ptrdiff_t count) {
    roster::detail::cursor<int> position{};
    roster::detail::adaptor_states states;
    using roster::detail::page_view;
    roster::detail::apply_adaptor(page_view<int>(&position), v::filter(odd) | v::chunk(count), states);
    const auto one_more = [&](roster::demand arriving) { return states.most(arriving) > 1; };
    // The maximum number of items that yields no second chunk.
    roster::demand low = 1, high = roster::demand{1} << 62;
    while (low < high) {
      const auto middle = low + (high - low + 1) / 2;
      (one_more(middle) ? high : low) = one_more(middle) ? middle - 1 : middle;
    }
    return static_cast<std::ptrdiff_t>(low);
  };
  for (std::ptrdiff_t count = 1; count < 200; ++count) REQUIRE(size_read(count) == count);
  for (const std::ptrdiff_t count : {65535, 65536, 999'999'937, 2'147'483'647})
    CHECK(size_read(count) == count);
  CHECK(size_read(3'000'000'000) == 3'000'000'000);
  const auto most = std::numeric_limits<std::ptrdiff_t>::max();
  CHECK(items(pages(), [=](auto r) { return std::move(r) | v::chunk(most); }) ==
        chunks{{1, 2, 3, 4, 5, 6, 7}});
}

TEST_CASE("chunk: moves items out of the page, and is itself yielded by reference") {
  asio::io_context io;
  auto list = std::make_shared<fake::list<std::unique_ptr<int>>>();
  list->pages.resize(2);
  for (int i = 1; i <= 5; ++i) list->pages[i > 2].push_back(std::make_unique<int>(i));
  auto range = fake::range_of(list, io.get_executor()) | v::chunk(3);
  static_assert(std::is_same_v<decltype(range)::reference, const std::vector<std::unique_ptr<int>>&>);
  chunks seen;
  fake::run(io, range.for_each([&](const auto& chunk) {
    seen.emplace_back();
    for (const auto& item : chunk) seen.back().push_back(*item);
  }));
  CHECK(seen == chunks{{1, 2, 3}, {4, 5}});
}

TEST_CASE("chunk: page by page, the rest follows the last page, and discarded items stay discarded") {
  asio::io_context io;
  auto range = fake::range_of(list_of<int>({{1, 2, 3}, {4, 5, 6, 7}}), io.get_executor()) | v::chunk(2);
  std::vector<chunks> seen;
  while (auto page = fake::run(io, range.next_page())) {
    seen.emplace_back();
    for (const auto& chunk : *page) seen.back().push_back(chunk);
  }
  CHECK(seen == std::vector<chunks>{{{1, 2}}, {{3, 4}, {5, 6}}, {{7}}});

  auto reversed =
      fake::range_of(list_of<int>({{1, 2, 3}}), io.get_executor()) | each_page(v::reverse) | v::chunk(2);
  CHECK(fake::run(io, reversed.next()) == numbers{3, 2});
  CHECK(!fake::run(io, reversed.next_page()));
  CHECK(!fake::run(io, reversed.next()));
}

TEST_CASE("chunk: buffered items survive a failure and an exception before it; one after it drops a chunk") {
  asio::io_context io;
  auto list = list_of<int>({{1, 2, 3}, {4, 5}});
  auto range = fake::range_of(list, io.get_executor()) | v::chunk(2);
  CHECK(fake::run(io, range.next()) == numbers{1, 2});
  list->failing = 1;
  CHECK_THROWS_AS(fake::run(io, range.next()), roster::failure);
  CHECK(fake::run(io, range.next()) == numbers{3, 4});
  list->failing = 1;
  CHECK_THROWS_AS(fake::run(io, range.next()), roster::failure);
  CHECK(fake::run(io, range.next()) == numbers{5});
  CHECK(!fake::run(io, range.next()));

  const auto trap = piped::trapped_at(4, [](int n) { return n; });
  CHECK(items(pages(), [&](auto r) { return std::move(r) | v::transform(trap) | v::chunk(2); }) ==
        chunks{{1, 2}, {3, 5}, {6, 7}});
  const auto last = [&](const numbers& chunk) { return trap(chunk.back()); };
  CHECK(items(pages(), [&](auto r) { return std::move(r) | v::chunk(2) | v::transform(last); }) ==
        numbers{2, -1, 6, 7});
  const auto at_end = piped::trapped_at(7, [](int n) { return n; });
  const auto last_at_end = [&](const numbers& chunk) { return at_end(chunk.back()); };
  CHECK(items(pages(), [&](auto r) { return std::move(r) | v::chunk(2) | v::transform(last_at_end); }) ==
        numbers{2, 4, 6, -1});
}

TEST_CASE(
    "chunk: for any split into pages, equals the standard's result with the fewest requests and calls") {
  using namespace law;
  std::mt19937 random{33};
  for (int i = 0; i < 300; ++i) {
    const auto n = random_counts(random);
    const auto size = 1 + n.a / 2;
    const auto selected = [=](auto r, calls& c) {
      return std::move(r) | v::filter(noted(c, 0, low_group)) | v::transform(noted(c, 1, itself)) |
             v::chunk(size) | v::filter(noted(c, 2, odd_id)) | v::take(n.b);
    };
    const auto twice_behind_take = [=](auto r, calls& c) {
      return std::move(r) | v::take(n.c * 2) | v::chunk(size) | v::drop(n.b / 3) |
             (v::filter(noted(c, 0, odd_id)) | v::chunk(2));
    };
    const auto joined = [=](auto r, calls& c) {
      return std::move(r) | v::chunk(size) |
             v::transform(noted(
                 c, 0, [](const auto& chunk) { return std::vector<service>(chunk.begin(), chunk.end()); })) |
             v::join | v::chunk(2 * size) | v::take(n.b);
    };
    check_against_standard(selected, random);
    check_against_standard(twice_behind_take, random);
    check_against_standard(joined, random);
  }
}

#endif
