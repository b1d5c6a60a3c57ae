// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <memory>
#include <random>
#include <ranges>
#include <roster/range/async_range.hpp>
#include <string>
#include <support/piped.hpp>
#include <support/properties.hpp>
#include <tuple>

#if defined(__cpp_lib_ranges_zip)

using piped::demands;
using piped::items;
using piped::numbers;
using piped::through;
using roster::detail::unlimited;

namespace asio = boost::asio;
namespace v = std::views;

namespace {

using pairs = std::vector<std::tuple<int, int>>;
using triples = std::vector<std::tuple<int, int, int>>;

piped::pages<int> pages() { return {{1, 2, 3}, {}, {4}, {5, 6}}; }

const auto odd = [](int n) { return n % 2 == 1; };

}  // namespace

TEST_CASE("adjacent: yields adjacent items together, across page boundaries") {
  CHECK(items(pages(), [](auto r) { return std::move(r) | v::pairwise; }) ==
        pairs{{1, 2}, {2, 3}, {3, 4}, {4, 5}, {5, 6}});
  CHECK(items(pages(), [](auto r) { return std::move(r) | v::adjacent<3>; }) ==
        triples{{1, 2, 3}, {2, 3, 4}, {3, 4, 5}, {4, 5, 6}});
  CHECK(items(pages(), [](auto r) { return std::move(r) | v::adjacent<1>; }).size() == 6);
  CHECK(items(pages(), [](auto r) { return std::move(r) | v::adjacent<7>; }).empty());
}

TEST_CASE("adjacent: requests the items of the last window that is wanted, and no more") {
  const auto asked = [](auto pipeline) { return through(pages(), pipeline).demands; };
  CHECK(asked([](auto r) { return std::move(r) | v::pairwise | v::take(2); }) == demands{3});
  CHECK(asked([](auto r) { return std::move(r) | v::adjacent<3> | v::take(3); }) == demands{5, 2, 2, 1});
  CHECK(asked([](auto r) { return std::move(r) | v::adjacent<3> | v::take(0); }) == demands{});
  CHECK(asked([](auto r) { return std::move(r) | v::take(4) | v::adjacent<3>; }) == demands{4, 1, 1});
  CHECK(asked([](auto r) { return std::move(r) | v::pairwise; }) == demands(5, unlimited));
}

TEST_CASE(
    "adjacent: refers to buffered items, also when the page of the first is released; next() returns "
    "values") {
  asio::io_context io;
  auto list = std::make_shared<fake::list<std::string>>();
  const auto text = [](char c) { return std::string(40, c); };  // too long for the small-string buffer
  list->pages = {{text('a'), text('b')}, {text('c')}};
  auto range = fake::range_of(list, io.get_executor()) | v::pairwise;
  static_assert(
      std::is_same_v<decltype(range)::reference, std::tuple<const std::string&, const std::string&>>);
  static_assert(std::is_same_v<decltype(range)::value_type, std::tuple<std::string, std::string>>);
  const auto first = fake::run(io, range.next());
  std::string seen;
  fake::run(io, range.for_each([&](const auto& two) { seen = std::get<0>(two) + std::get<1>(two); }));
  CHECK(first == std::tuple{text('a'), text('b')});
  CHECK(seen == text('b') + text('c'));
}

TEST_CASE("adjacent: buffers move-only items") {
  asio::io_context io;
  auto list = std::make_shared<fake::list<std::unique_ptr<int>>>();
  list->pages.resize(4);
  for (auto& page : list->pages) page.push_back(std::make_unique<int>(static_cast<int>(list->requests())));
  for (int i = 0; i < 4; ++i) *list->pages[static_cast<std::size_t>(i)].front() = i * i;
  auto range = fake::range_of(list, io.get_executor()) | v::pairwise |
               v::transform([](const auto& two) { return *std::get<1>(two) - *std::get<0>(two); });
  CHECK(fake::run(io, range.collect()) == numbers{1, 3, 5});
}

TEST_CASE("adjacent: may be the last part of a composition, and accepts further adaptors") {
  CHECK(items(pages(), [](auto r) { return std::move(r) | (v::filter(odd) | v::pairwise); }) ==
        pairs{{1, 3}, {3, 5}});
  CHECK(items(pages(), [](auto r) { return std::move(r) | v::pairwise | v::values | v::drop(1); }) ==
        numbers{3, 4, 5, 6});
  const auto sum = [](const auto& two) { return std::get<0>(two) + std::get<1>(two); };
  CHECK(items(pages(), [&](auto r) {
          return std::move(r) | v::pairwise | v::transform(sum) | v::pairwise;
        }) == pairs{{3, 5}, {5, 7}, {7, 9}, {9, 11}});
}

TEST_CASE("adjacent: an exception before it drops one item, an exception after it one window") {
  const auto trap = piped::trapped_at(4, [](int n) { return n; });
  CHECK(items(pages(), [&](auto r) { return std::move(r) | v::transform(trap) | v::pairwise; }) ==
        pairs{{1, 2}, {2, 3}, {3, 5}, {5, 6}});
  const auto second = [&](const auto& two) { return trap(std::get<1>(two)); };
  CHECK(items(pages(), [&](auto r) { return std::move(r) | v::pairwise | v::transform(second); }) ==
        numbers{2, 3, -1, 5, 6});
}

TEST_CASE(
    "adjacent: for any split into pages, equals the standard's result with the fewest requests and calls") {
  using namespace law;
  std::mt19937 random{35};
  for (int i = 0; i < 300; ++i) {
    const auto n = random_counts(random);
    const auto mixed = [n](auto r, calls& c) {
      return std::move(r) | v::filter(noted(c, 0, not_five)) | v::pairwise | v::drop(n.a / 2) |
             v::filter(noted(c, 1, odd_id)) | v::take(n.b);
    };
    const auto composed = [n](auto r, calls&) {
      return std::move(r) | v::take(n.a * 2) |
             (v::filter(low_group) | v::transform(&service::tag) | v::adjacent<3>) | v::elements<1> |
             v::keys | v::take(n.c);
    };
    check_against_standard(mixed, random);
    check_against_standard(composed, random);
  }
}

#endif
