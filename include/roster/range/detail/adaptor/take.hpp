// SPDX-License-Identifier: BSL-1.0
#pragma once
// std::views::take and take_while.

#include <algorithm>
#include <cstddef>
#include <functional>
#include <ranges>
#include <roster/range/detail/adaptor_state.hpp>
#include <roster/range/detail/stage.hpp>
#include <utility>

namespace roster::inline v0::detail {

/// The state of a take that persists across pages.
struct take_state final : adaptor_state {
  demand left{};
  bool at_item{};  ///< an item has arrived and has not been counted yet

  explicit take_state(demand count) noexcept : left(count) {}

  demand needed(demand wanted) const noexcept override { return most(wanted); }
  demand most(demand arriving) const noexcept override {
    return (std::min)(arriving, left - (at_item ? 1 : 0));
  }
  void leave_item() noexcept override {
    if (at_item) --left;
    at_item = false;
  }
};

template <std::ranges::view V>
struct take_step {
  using value_type = std::ranges::range_value_t<V>;
  take_state* state;

  bool may_begin() const noexcept { return state->left > 0; }
  bool leave() const noexcept {
    state->leave_item();
    return state->left > 0;
  }
  void arrive(const auto& at, const auto& end) const { state->at_item = at != end; }
  bool has_item() const noexcept { return state->at_item; }
  decltype(auto) read(const auto& at) const { return *at; }
};

/// The count is read from the iterator of the standard view, which calls no function on an empty page.
template <class V>
struct adaptor_of<std::ranges::take_view<V>> {
  using upstream = V;
  template <class View, class Adaptor>
  static auto apply(View view, Adaptor adaptor, adaptor_states& states) {
    auto taken = std::move(adaptor)(std::move(view));
    add_states<V, View>(states);
    const auto count = taken.begin().count();
    auto& state = states.add<take_state>(count > 0 ? static_cast<demand>(count) : 0);
    auto base = std::move(taken).base();
    return stage{std::move(base), take_step<decltype(base)>{&state}};
  }
};

template <class V>
inline constexpr bool references_page<stage<V, take_step<V>>> = references_page<V>;

template <class V>
inline constexpr bool preserves_position<stage<V, take_step<V>>> = preserves_position<V>;

// take_while(p) over pages. std::views::take_while tests an item in every comparison with its end, and
// restarts at begin() although it has ended; this view tests each item once, and ends the list at the first
// item that fails the test.

struct take_while_state final : adaptor_state {
  bool ended{};  ///< an item has failed the test

  demand most(demand arriving) const noexcept override { return ended ? 0 : arriving; }
  bool exact() const noexcept override { return false; }
  bool rejects_current() const noexcept override { return ended; }
};

/// `Standard` is the view of the standard library; it holds the predicate and makes any function assignable.
template <std::ranges::view V, class Standard>
struct take_while_step {
  using value_type = std::ranges::range_value_t<V>;
  Standard standard;
  take_while_state* state;
  bool at_item{};

  bool may_begin() const noexcept { return !state->ended; }
  bool leave() const noexcept { return true; }
  void arrive(const auto& at, const auto& end) {
    at_item = false;
    if (at == end) return;
    at_item = static_cast<bool>(std::invoke(standard.pred(), *at));
    state->ended = !at_item;
  }
  bool has_item() const noexcept { return at_item; }
  decltype(auto) read(const auto& at) const { return *at; }
};

template <class V, class P>
struct adaptor_of<std::ranges::take_while_view<V, P>> {
  using upstream = V;
  template <class View, class Adaptor>
  static auto apply(View view, Adaptor adaptor, adaptor_states& states) {
    auto standard = std::move(adaptor)(std::move(view));
    add_states<V, View>(states);
    auto base = std::move(standard).base();
    using step = take_while_step<decltype(base), decltype(standard)>;
    auto& state = states.add<take_while_state>();
    return stage{std::move(base), step{std::move(standard), &state}};
  }
};

template <class V, class Standard>
inline constexpr bool references_page<stage<V, take_while_step<V, Standard>>> = references_page<V>;

template <class V, class Standard>
inline constexpr bool preserves_position<stage<V, take_while_step<V, Standard>>> = preserves_position<V>;

}  // namespace roster::inline v0::detail
