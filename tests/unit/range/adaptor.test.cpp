// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <memory>
#include <ranges>
#include <roster/range/adaptors.hpp>
#include <roster/range/detail/adaptor.hpp>
#include <roster/range/detail/page_view.hpp>
#include <string>
#include <vector>

using roster::detail::adaptor_use;
using roster::detail::page_view;

namespace v = std::views;

namespace {

template <class Row = int, class Adaptor>
constexpr adaptor_use use_of(const Adaptor&) {
  return roster::detail::classify<page_view<Row>, Adaptor>();
}

const auto even = [](int n) { return n % 2 == 0; };
const auto twice = [](int n) { return 2 * n; };

}  // namespace

TEST_CASE("adaptor: recognises stateless adaptors, alone and composed") {
  using item = std::pair<int, std::string>;
  CHECK(use_of(v::filter(even)) == adaptor_use::item_by_item);
  CHECK(use_of(v::transform(twice)) == adaptor_use::item_by_item);
  CHECK(use_of(v::all) == adaptor_use::item_by_item);
  CHECK(use_of(v::common) == adaptor_use::item_by_item);
  CHECK(use_of<std::vector<int>>(v::join) == adaptor_use::item_by_item);
  CHECK(use_of(roster::each_page(v::reverse)) == adaptor_use::own);
  CHECK(use_of<item>(v::transform(&item::first)) == adaptor_use::item_by_item);
  CHECK(use_of<item>(v::keys) == adaptor_use::item_by_item);
  CHECK(use_of<item>(v::values) == adaptor_use::item_by_item);
  CHECK(use_of<item>(v::elements<1>) == adaptor_use::item_by_item);
  CHECK(use_of<item>(v::keys | v::filter(even) | v::transform(twice)) == adaptor_use::item_by_item);
}

TEST_CASE("adaptor: recognises stateful adaptors, alone and as the last part of a composition") {
  CHECK(use_of(v::take(3)) == adaptor_use::with_state);
  CHECK(use_of(v::take(std::ptrdiff_t{3})) == adaptor_use::with_state);
  CHECK(use_of(v::drop(3)) == adaptor_use::with_state);
  CHECK(use_of(v::take_while(even)) == adaptor_use::with_state);
  CHECK(use_of(v::drop_while(even)) == adaptor_use::with_state);
  CHECK(use_of(v::filter(even) | v::transform(twice) | v::take(3)) == adaptor_use::with_state);
  CHECK(use_of(v::filter(even) | v::drop(1)) == adaptor_use::with_state);
  CHECK(use_of(v::take(3) | v::filter(even)) == adaptor_use::state_inside);
  CHECK(use_of(v::take(3) | v::take(2)) == adaptor_use::state_inside);
  CHECK(use_of(v::drop_while(even) | v::common) == adaptor_use::state_inside);
}

#if defined(__cpp_lib_ranges_chunk) && defined(__cpp_lib_ranges_zip)

TEST_CASE("adaptor: recognises adaptors that need a multi-pass range") {
  const auto later = [](int a, int b) { return a < b; };
  CHECK(use_of(v::chunk(2)) == adaptor_use::with_state);
  CHECK(use_of(v::chunk_by(later)) == adaptor_use::with_state);
  CHECK(use_of(v::pairwise) == adaptor_use::with_state);
  CHECK(use_of<std::unique_ptr<int>>(v::pairwise) == adaptor_use::with_state);
  CHECK(use_of(v::filter(even) | v::transform(twice) | v::adjacent<3>) == adaptor_use::with_state);
  CHECK(use_of(v::chunk_by(later) | v::take(2)) == adaptor_use::state_inside);
  CHECK(use_of(v::pairwise | v::keys) == adaptor_use::state_inside);
  CHECK(use_of(v::pairwise_transform(later)) == adaptor_use::needs_whole_range);
  CHECK(use_of(v::pairwise | v::reverse) == adaptor_use::needs_whole_range);
  CHECK(use_of<std::string>(v::chunk_by(later)) == adaptor_use::wrong_items);
  CHECK(use_of<const char*>(v::chunk(2)) == adaptor_use::keeps_views);
}

#endif

TEST_CASE("adaptor: distinguishes the other kinds of adaptors") {
  CHECK(use_of(v::lazy_split(1)) == adaptor_use::unsupported);
  CHECK(use_of(v::filter(even) | v::lazy_split(1)) == adaptor_use::unsupported);
  CHECK(use_of(v::take(3) | v::lazy_split(1)) == adaptor_use::unsupported);
  CHECK(use_of(v::reverse) == adaptor_use::needs_whole_range);
  CHECK(use_of(v::split(1)) == adaptor_use::needs_whole_range);
  CHECK(use_of(v::filter(even) | v::reverse) == adaptor_use::needs_whole_range);
  const auto to_vector = [](std::ranges::input_range auto&&) {
    return std::vector<int>{};
  };  // as std::ranges::to
  CHECK(use_of(to_vector) == adaptor_use::container);
  CHECK(use_of<std::string>(v::filter(even)) == adaptor_use::wrong_items);
  CHECK(use_of(v::join) == adaptor_use::wrong_items);
  CHECK(use_of(v::keys) == adaptor_use::wrong_items);
  CHECK(use_of(1) == adaptor_use::wrong_items);
}

TEST_CASE("adaptor: passes references to a function with their exact types") {
  const auto wants_rvalue = v::filter([](const std::string&) { return true; }) |
                            v::transform([](std::string& s) -> std::string&& { return std::move(s); }) |
                            v::transform([](std::string&& s) { return std::move(s); });
  CHECK(use_of<std::string>(wants_rvalue) == adaptor_use::item_by_item);
  CHECK(use_of<std::string>(v::transform([](std::string&&) { return 1; })) == adaptor_use::wrong_items);
  CHECK(use_of<std::unique_ptr<int>>(v::transform([](std::unique_ptr<int>& p) { return *p; })) ==
        adaptor_use::item_by_item);
  CHECK(use_of<std::unique_ptr<int>>(v::transform([](std::unique_ptr<int>) { return 1; })) ==
        adaptor_use::wrong_items);
}
