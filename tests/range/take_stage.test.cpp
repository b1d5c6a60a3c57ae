// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <roster/range/page_view.hpp>
#include <roster/range/take_stage.hpp>
#include <vector>

using roster::detail::cursor;
using roster::detail::page_view;
using roster::detail::take_stage;
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

}  // namespace

TEST_CASE("take_stage: keeps its count from one page to the next") {
  pages source;
  take_state state{.left = 3};
  take_stage take(source.show({}), state);
  CHECK(all_of(take).empty());
  source.show({1, 2});
  CHECK(all_of(take) == std::vector<int>{1, 2});
  CHECK(state.left == 1);
  source.show({3, 4});
  CHECK(all_of(take) == std::vector<int>{3});
  source.show({5});
  CHECK(all_of(take).empty());
}

TEST_CASE("take_stage: does not step behind its last item") {
  pages source;
  int looked_at = 0;
  take_state state{.left = 2};
  take_stage take(std::ranges::filter_view(source.show({1, 2, 3, 4, 5, 6}),
                                           [&](int n) {
                                             ++looked_at;
                                             return n % 2 == 0;
                                           }),
                  state);
  CHECK(all_of(take) == std::vector<int>{2, 4});
  CHECK(looked_at == 4);
}

TEST_CASE("take_stage: does not look at anything once it is satisfied, nor for take(0)") {
  pages source;
  int looked_at = 0;
  take_state state{};
  take_stage take(std::ranges::filter_view(source.show({1, 2}), [&](int) { return ++looked_at > 0; }), state);
  CHECK(all_of(take).empty());
  CHECK(looked_at == 0);
}

TEST_CASE("take_stage: an item counts once it is left, or once it is said to be consumed") {
  pages source;
  take_state state{.left = 2};
  take_stage take(source.show({1, 2, 3}), state);
  const auto it = take.begin();
  CHECK(*it == 1);
  CHECK(state.left == 2);
  CHECK(state.wanted() == 1);
  state.count_item();
  state.count_item();
  CHECK(state.left == 1);
  CHECK(state.wanted() == 1);
  ++source.position.at;
  CHECK(all_of(take) == std::vector<int>{2});
  CHECK(state.wanted() == 0);
}
