// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <ranges>
#include <roster/range/async_range.hpp>
#include <roster/range/detail/adaptor.hpp>
#include <roster/range/detail/adaptor/element_wise.hpp>
#include <roster/range/detail/adaptor/take.hpp>
#include <roster/range/detail/page_view.hpp>
#include <support/piped.hpp>
#include <utility>
#include <vector>

using roster::detail::cursor;
using roster::detail::page_view;
using roster::detail::take_state;

namespace {

struct pages {
  cursor<int> position{};
  std::vector<int> items{};
  page_view<int> show(std::vector<int> next) {
    items = std::move(next);
    position = {items.data(), items.data() + items.size()};
    return page_view<int>(&position);
  }
};

template <class View>
std::vector<int> all_of(View& view) {
  std::vector<int> all;
  for (const int n : view) all.push_back(n);
  return all;
}

template <class View>
auto taken_of(View view, take_state& state) {
  return roster::detail::stage{std::move(view), roster::detail::take_step<View>{&state}};
}

}  // namespace

TEST_CASE("take: requests no more pages once it is satisfied") {
  const piped::pages<int> given{{1, 2, 3}, {4, 5}, {6}};
  const auto [came, asked] = piped::through(given, [](auto r) { return std::move(r) | std::views::take(4); });
  CHECK(came == piped::numbers{1, 2, 3, 4});
  CHECK(asked == piped::demands{4, 1});
  CHECK(piped::through(given, [](auto r) { return std::move(r) | std::views::take(0); }).demands.empty());
}

TEST_CASE("take: its count is read without calling a user function") {
  int calls = 0;
  cursor<int> position{};
  roster::detail::adaptor_states states;
  const auto counting = [&](int n) {
    ++calls;
    return n > 0;
  };
  using roster::detail::apply_adaptor, std::views::filter;
  auto view = apply_adaptor(page_view<int>(&position), filter(counting) | std::views::take(7), states);
  CHECK(states.needed(roster::detail::unlimited) == roster::detail::unlimited);  // of the filter
  CHECK(states.most(roster::detail::unlimited) == 7);
  auto again = apply_adaptor(std::move(view), std::views::take(0), states);
  CHECK(states.most(roster::detail::unlimited) == 0);
  int page[] = {1, 2, 3};
  position = {page, page + 3};
  CHECK(again.begin() == again.end());
  CHECK(calls == 0);
}

TEST_CASE("take: keeps its count from one page to the next") {
  pages source;
  take_state state{3};
  auto take = taken_of(source.show({}), state);
  CHECK(all_of(take).empty());
  source.show({1, 2});
  CHECK(all_of(take) == std::vector<int>{1, 2});
  CHECK(state.left == 1);
  source.show({3, 4});
  CHECK(all_of(take) == std::vector<int>{3});
  source.show({5});
  CHECK(all_of(take).empty());
}

TEST_CASE("take: does not step past its last item") {
  pages source;
  int reached = 0;
  take_state state{2};
  auto take = taken_of(std::ranges::filter_view(source.show({1, 2, 3, 4, 5, 6}),
                                                [&](int n) {
                                                  ++reached;
                                                  return n % 2 == 0;
                                                }),
                       state);
  CHECK(all_of(take) == std::vector<int>{2, 4});
  CHECK(reached == 4);
}

TEST_CASE("take: dereferences nothing once it is satisfied, nor for take(0)") {
  pages source;
  int reached = 0;
  take_state state{0};
  auto take =
      taken_of(std::ranges::filter_view(source.show({1, 2}), [&](int) { return ++reached > 0; }), state);
  CHECK(all_of(take).empty());
  CHECK(reached == 0);
}

TEST_CASE("take: an item counts once it is left, or once it is reported as consumed") {
  pages source;
  take_state state{2};
  auto take = taken_of(source.show({1, 2, 3}), state);
  const auto it = take.begin();
  CHECK(*it == 1);
  CHECK(state.left == 2);
  CHECK(state.most(roster::detail::unlimited) == 1);
  state.leave_item();
  state.leave_item();
  CHECK(state.left == 1);
  CHECK(state.most(roster::detail::unlimited) == 1);
  ++source.position.at;
  CHECK(all_of(take) == std::vector<int>{2});
  CHECK(state.most(roster::detail::unlimited) == 0);
}
