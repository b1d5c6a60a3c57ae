// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <algorithm>
#include <roster/range/detail/page_view.hpp>
#include <vector>

using roster::detail::cursor;
using roster::detail::page_view;

TEST_CASE("page_view: contains the rest of the current page, whichever page that is") {
  std::vector<int> first{1, 2, 3}, second{4, 5};
  cursor<int> position{};
  const page_view<int> view(&position);
  CHECK(view.begin() == view.end());
  position = {first.data(), first.data() + 3};
  auto it = view.begin();
  ++it;
  CHECK(*view.begin() == 2);  // the position does not belong to the iterator
  CHECK(std::ranges::distance(view) == 2);
  position = {second.data(), second.data() + 2};
  CHECK(std::ranges::equal(view, second));
  CHECK(view.begin() == view.end());
}

TEST_CASE("page_view: a filter over it is restarted on every page") {
  std::vector<int> first{1, 2}, second{3, 4};
  cursor<int> position{};
  std::ranges::filter_view even(page_view<int>(&position), [](int n) { return n % 2 == 0; });
  position = {first.data(), first.data() + 2};
  CHECK(*even.begin() == 2);
  position = {second.data(), second.data() + 2};
  CHECK(*even.begin() == 4);
}

TEST_CASE("page_view: is single-pass, so that no standard view caches a position in it") {
  using view = page_view<int>;
  static_assert(std::ranges::view<view> && std::ranges::input_range<view>);
  static_assert(!std::ranges::forward_range<view>);
  static_assert(!std::ranges::forward_range<std::ranges::filter_view<view, bool (*)(int)>>);
  static_assert(std::is_same_v<std::ranges::range_reference_t<view>, int&>);
  CHECK(!std::ranges::sized_range<view>);
}
