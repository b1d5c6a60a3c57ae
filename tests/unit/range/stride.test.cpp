// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <cstddef>
#include <limits>
#include <memory>
#include <random>
#include <ranges>
#include <roster/range/async_range.hpp>
#include <support/piped.hpp>
#include <support/properties.hpp>

#if defined(__cpp_lib_ranges_stride)

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

TEST_CASE("stride: yields every n-th item, across page boundaries") {
  CHECK(items(pages(), [](auto r) { return std::move(r) | v::stride(2); }) == numbers{1, 3, 5, 7, 9});
  CHECK(items(pages(), [](auto r) { return std::move(r) | v::stride(4); }) == numbers{1, 5, 9});
  CHECK(items(pages(), [](auto r) { return std::move(r) | v::stride(1); }).size() == 9);
  CHECK(items(pages(), [](auto r) { return std::move(r) | (v::filter(odd) | v::stride(2)); }) ==
        numbers{1, 5, 9});
  CHECK(items(pages(), [](auto r) { return std::move(r) | v::stride(2) | v::stride(3); }) == numbers{1, 7});
  const auto most = std::numeric_limits<std::ptrdiff_t>::max();
  CHECK(items(pages(), [=](auto r) { return std::move(r) | v::stride(most); }) == numbers{1});
}

TEST_CASE("stride: does not dereference skipped items") {
  numbers reached;
  const auto look = v::transform([&](int n) {
    reached.push_back(n);
    return n;
  });
  CHECK(items(pages(), [&](auto r) { return std::move(r) | look | v::stride(4); }) == numbers{1, 5, 9});
  CHECK(reached == numbers{1, 5, 9});
}

TEST_CASE("stride: requests the items between, but none after the last that is wanted") {
  const auto asked = [](auto pipeline) { return through(pages(), pipeline).demands; };
  CHECK(asked([](auto r) { return std::move(r) | v::stride(3) | v::take(2); }) == demands{4, 1, 1});
  CHECK(asked([](auto r) { return std::move(r) | v::stride(2) | v::take(4); }) == demands{7, 4, 4, 2});
  CHECK(asked([](auto r) { return std::move(r) | v::stride(3) | v::take(0); }) == demands{});
  CHECK(asked([](auto r) { return std::move(r) | v::stride(3); }) == demands(5, unlimited));
}

TEST_CASE("stride: moves items out of the page") {
  boost::asio::io_context io;
  auto list = std::make_shared<fake::list<std::unique_ptr<int>>>();
  list->pages.resize(2);
  for (int i = 1; i <= 5; ++i) list->pages[i > 2].push_back(std::make_unique<int>(i));
  auto range = fake::range_of(list, io.get_executor()) | v::stride(2);
  CHECK(*fake::run(io, range.next()).value() == 1);
  CHECK(fake::run(io, range.collect()).size() == 2);
}

TEST_CASE("stride: an item at which an earlier function threw is not counted as skipped") {
  const auto trap = piped::trapped_at(3, [](int) { return true; });
  CHECK(items(pages(), [&](auto r) { return std::move(r) | v::filter(trap) | v::stride(2); }) ==
        numbers{1, -1, 4, 6, 8});
  const auto late = piped::trapped_at(4, [](int n) { return n; });
  CHECK(items(pages(), [&](auto r) { return std::move(r) | v::stride(3) | v::transform(late); }) ==
        numbers{1, -1, 7});
}

TEST_CASE(
    "stride: for any split into pages, equals the standard's result with the fewest requests and calls") {
  using namespace law;
  std::mt19937 random{32};
  for (int i = 0; i < 300; ++i) {
    const auto n = random_counts(random);
    const auto mixed = [n](auto r, calls& c) {
      return std::move(r) | v::filter(noted(c, 0, low_group)) | v::transform(noted(c, 1, itself)) |
             v::stride(1 + n.a / 2) | v::drop(n.b / 2) | v::filter(noted(c, 2, odd_id)) | v::take(n.c);
    };
    const auto behind_take = [n](auto r, calls&) {
      return std::move(r) | v::take(n.a) | v::stride(1 + n.b / 2) | v::take(n.c);
    };
    check_against_standard(mixed, random);
    check_against_standard(behind_take, random);
  }
}

#endif
