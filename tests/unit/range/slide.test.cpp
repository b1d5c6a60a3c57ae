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

#if defined(__cpp_lib_ranges_slide)

using piped::demands;
using piped::items;
using piped::numbers;
using piped::through;
using roster::detail::unlimited;

namespace asio = boost::asio;
namespace v = std::views;

namespace {

using windows = std::vector<numbers>;

piped::pages<int> pages() { return {{1, 2, 3}, {}, {4}, {5, 6}}; }

const auto odd = [](int n) { return n % 2 == 1; };

}  // namespace

TEST_CASE("slide: yields n adjacent items together, across page boundaries") {
  CHECK(items(pages(), [](auto r) { return std::move(r) | v::slide(3); }) ==
        windows{{1, 2, 3}, {2, 3, 4}, {3, 4, 5}, {4, 5, 6}});
  CHECK(items(pages(), [](auto r) { return std::move(r) | v::slide(1); }).size() == 6);
  CHECK(items(pages(), [](auto r) { return std::move(r) | v::slide(6); }).size() == 1);
  CHECK(items(pages(), [](auto r) { return std::move(r) | v::slide(7); }).empty());
  const auto most = std::numeric_limits<std::ptrdiff_t>::max();
  CHECK(items(pages(), [=](auto r) { return std::move(r) | v::slide(most); }).empty());
}

TEST_CASE("slide: requests the items of the last window that is wanted, and no more") {
  const auto asked = [](auto pipeline) { return through(pages(), pipeline).demands; };
  CHECK(asked([](auto r) { return std::move(r) | v::slide(2) | v::take(2); }) == demands{3});
  CHECK(asked([](auto r) { return std::move(r) | v::slide(3) | v::take(3); }) == demands{5, 2, 2, 1});
  CHECK(asked([](auto r) { return std::move(r) | v::slide(3) | v::take(0); }) == demands{});
  CHECK(asked([](auto r) { return std::move(r) | v::take(4) | v::slide(3); }) == demands{4, 1, 1});
  CHECK(asked([](auto r) { return std::move(r) | v::slide(2); }) == demands(5, unlimited));
}

TEST_CASE("slide: may be the last part of a composition, and accepts further adaptors") {
  CHECK(items(pages(), [](auto r) { return std::move(r) | (v::filter(odd) | v::slide(2)); }) ==
        windows{{1, 3}, {3, 5}});
  CHECK(items(pages(), [](auto r) { return std::move(r) | v::slide(5) | v::join; }) ==
        numbers{1, 2, 3, 4, 5, 2, 3, 4, 5, 6});
  CHECK(items(pages(), [](auto r) { return std::move(r) | v::slide(2) | v::drop(3) | v::slide(2); }) ==
        std::vector<windows>{{{4, 5}, {5, 6}}});
}

TEST_CASE("slide: moves items out of the page") {
  asio::io_context io;
  auto list = std::make_shared<fake::list<std::unique_ptr<int>>>();
  list->pages.resize(2);
  for (int i = 1; i <= 4; ++i) list->pages[i > 2].push_back(std::make_unique<int>(i));
  auto range = fake::range_of(list, io.get_executor()) | v::slide(2) |
               v::transform([](const auto& two) { return *two.front() * *two.back(); });
  CHECK(fake::run(io, range.collect()) == numbers{2, 6, 12});
}

TEST_CASE("slide: an exception before it drops one item, an exception after it one window") {
  const auto trap = piped::trapped_at(4, [](int n) { return n; });
  CHECK(items(pages(), [&](auto r) { return std::move(r) | v::transform(trap) | v::slide(2); }) ==
        windows{{1, 2}, {2, 3}, {3, 5}, {5, 6}});
  const auto last = [&](const numbers& window) { return trap(window.back()); };
  CHECK(items(pages(), [&](auto r) { return std::move(r) | v::slide(2) | v::transform(last); }) ==
        numbers{2, 3, -1, 5, 6});
}

TEST_CASE(
    "slide: for any split into pages, equals the standard's result with the fewest requests and calls") {
  using namespace law;
  std::mt19937 random{36};
  for (int i = 0; i < 300; ++i) {
    const auto n = random_counts(random);
    const auto mixed = [n](auto r, calls& c) {
      return std::move(r) | v::filter(noted(c, 0, not_five)) | v::slide(1 + n.c / 2) | v::drop(n.a / 2) |
             v::filter(noted(c, 1, odd_id)) | v::take(n.b);
    };
    const auto composed = [n](auto r, calls&) {
      return std::move(r) | v::take(n.a * 2) | (v::filter(low_group) | v::slide(1 + n.b / 3)) | v::take(n.c);
    };
    check_against_standard(mixed, random);
    check_against_standard(composed, random);
  }
}

#endif
