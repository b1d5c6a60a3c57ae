// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <cstddef>
#include <memory>
#include <random>
#include <ranges>
#include <roster/range/async_range.hpp>
#include <support/piped.hpp>
#include <support/properties.hpp>
#include <tuple>

#if defined(__cpp_lib_ranges_enumerate)

using piped::demands;
using piped::items;
using piped::through;
using roster::detail::unlimited;

namespace v = std::views;

namespace {

using numbered = std::vector<std::tuple<std::ptrdiff_t, int>>;

piped::pages<int> pages() { return {{10, 11, 12}, {}, {13, 14}}; }

const auto even = [](int n) { return n % 2 == 0; };

}  // namespace

TEST_CASE("enumerate: counts the items across page boundaries") {
  CHECK(items(pages(), [](auto r) { return std::move(r) | v::enumerate; }) ==
        numbered{{0, 10}, {1, 11}, {2, 12}, {3, 13}, {4, 14}});
  CHECK(items(pages(), [](auto r) { return std::move(r) | (v::filter(even) | v::enumerate); }) ==
        numbered{{0, 10}, {1, 12}, {2, 14}});
  CHECK(items(pages(), [](auto r) { return std::move(r) | v::enumerate | v::drop(2) | v::take(2); }) ==
        numbered{{2, 12}, {3, 13}});
}

TEST_CASE("enumerate: yields references into the page, and owned values by next()") {
  boost::asio::io_context io;
  auto list = std::make_shared<fake::list<int>>();
  list->pages = pages();
  auto range = fake::range_of(list, io.get_executor()) | v::enumerate;
  static_assert(std::is_same_v<decltype(range)::reference, std::tuple<std::ptrdiff_t, int&>>);
  static_assert(std::is_same_v<decltype(range)::value_type, std::tuple<std::ptrdiff_t, int>>);
  const auto first = fake::run(io, range.next());
  std::ptrdiff_t sum = 0;
  fake::run(io, range.for_each([&](auto item) { sum += std::get<0>(item) * ++std::get<1>(item); }));
  CHECK(sum == 12 + 2 * 13 + 3 * 14 + 4 * 15);
  CHECK(first == std::tuple{std::ptrdiff_t{0}, 10});
}

TEST_CASE("enumerate: allows a checkpoint after it, since each of its items is one of the list") {
  using items = roster::detail::page_view<int>;
  using stage = roster::detail::stage<items, roster::detail::enumerate_step<items>>;
  static_assert(roster::detail::preserves_position<stage>);
}

TEST_CASE("enumerate: requests as many items as are wanted of it") {
  CHECK(through(pages(), [](auto r) { return std::move(r) | v::enumerate | v::take(4); }).demands ==
        demands{4, 1, 1});
  CHECK(through(pages(), [](auto r) { return std::move(r) | v::enumerate; }).demands ==
        demands(4, unlimited));
}

TEST_CASE(
    "enumerate: an item at which a later function threw has its number, one at which an earlier one threw "
    "has none") {
  const auto trap = piped::trapped_at(12, [](int) { return true; });
  CHECK(items(pages(), [&](auto r) { return std::move(r) | v::filter(trap) | v::enumerate; }) ==
        numbered{{0, 10}, {1, 11}, {2, 13}, {3, 14}});
  CHECK(items(pages(), [&](auto r) {
          return std::move(r) | v::enumerate | v::filter([&](auto item) { return trap(std::get<1>(item)); });
        }) == numbered{{0, 10}, {1, 11}, {3, 13}, {4, 14}});
}

TEST_CASE(
    "enumerate: for any split into pages, equals the standard's result with the fewest requests and calls") {
  using namespace law;
  std::mt19937 random{31};
  for (int i = 0; i < 300; ++i) {
    const auto n = random_counts(random);
    const auto numbered_names = [n](auto r, calls& c) {
      return std::move(r) | v::filter(noted(c, 0, low_group)) | v::enumerate | v::drop(n.a) |
             v::filter(noted(c, 1, odd_id)) | v::take(n.b);
    };
    const auto numbers = [n](auto r, calls&) { return std::move(r) | v::drop(n.c) | v::enumerate; };
    check_against_standard(numbered_names, random);
    check_against_standard(numbers, random);
  }
}

#endif
