// SPDX-License-Identifier: BSL-1.0
#pragma once
// std::views::drop and drop_while.

#include <algorithm>
#include <functional>
#include <ranges>
#include <roster/range/detail/adaptor_state.hpp>
#include <roster/range/detail/views.hpp>
#include <utility>

namespace roster::inline v0::detail {

struct drop_state final : adaptor_state {
  demand left{};  ///< items still to be skipped

  explicit drop_state(demand count) noexcept : left(count) {}

  demand needed(demand wanted) const noexcept override { return sum_of(wanted, left); }
  demand most(demand arriving) const noexcept override {
    return arriving == unlimited ? unlimited : arriving - (std::min)(arriving, left);
  }
  bool passed() const noexcept override { return left == 0; }
};

template <std::ranges::view V>
class drop_stage : public std::ranges::view_interface<drop_stage<V>> {
 public:
  drop_stage(V upstream, drop_state& state) : upstream_(std::move(upstream)), state_(&state) {}
  auto begin() {
    auto at = std::ranges::begin(upstream_);
    while (state_->left > 0 && at != std::ranges::end(upstream_)) {
      --state_->left;  // first: if the step throws, the current item has been skipped
      ++at;
    }
    return at;
  }
  auto end() { return std::ranges::end(upstream_); }

 private:
  V upstream_;
  drop_state* state_;
};

/// The count is computed from the size of the standard view over a view that pretends to have a size.
template <class V>
struct adaptor_of<std::ranges::drop_view<V>> {
  using upstream = V;
  template <class View, class Adaptor>
  static auto apply(View view, Adaptor adaptor, adaptor_states& states) {
    using measured = measured_view<View>;
    auto dropped = std::move(adaptor)(measured(std::move(view)));
    add_states<decltype(std::move(dropped).base()), measured>(states);
    auto& state = states.add<drop_state>(measured::pretended - static_cast<demand>(dropped.size()));
    return drop_stage{std::move(dropped).base(), state};
  }
};

template <class V>
inline constexpr bool references_page<drop_stage<V>> = references_page<V>;

template <class V>
inline constexpr bool preserves_position<drop_stage<V>> = preserves_position<V>;

// drop_while(p) over pages. std::views::drop_while skips again at every begin(); this view stores in the
// range state that an item has passed, and tests no further items.

struct drop_while_state final : adaptor_state {
  bool dropping{true};  ///< every item so far has been skipped

  demand needed(demand wanted) const noexcept override { return dropping ? unlimited : wanted; }
  bool exact() const noexcept override { return !dropping; }
  bool passed() const noexcept override { return !dropping; }
};

/// `Standard` is the view of the standard library; it holds the predicate and makes any function assignable.
template <std::ranges::view V, class Standard>
class drop_while_stage : public std::ranges::view_interface<drop_while_stage<V, Standard>> {
 public:
  drop_while_stage(V upstream, Standard standard, drop_while_state& state)
      : upstream_(std::move(upstream)), standard_(std::move(standard)), state_(&state) {}
  auto begin() {
    auto at = std::ranges::begin(upstream_);
    while (state_->dropping && at != std::ranges::end(upstream_)) {
      state_->dropping = static_cast<bool>(std::invoke(standard_.pred(), *at));
      if (state_->dropping) ++at;
    }
    return at;
  }
  auto end() { return std::ranges::end(upstream_); }

 private:
  V upstream_;
  Standard standard_;
  drop_while_state* state_;
};

template <class V, class P>
struct adaptor_of<std::ranges::drop_while_view<V, P>> {
  using upstream = V;
  template <class View, class Adaptor>
  static auto apply(View view, Adaptor adaptor, adaptor_states& states) {
    auto standard = std::move(adaptor)(std::move(view));
    add_states<V, View>(states);
    auto base = std::move(standard).base();
    return drop_while_stage{std::move(base), std::move(standard), states.add<drop_while_state>()};
  }
};

template <class V, class Standard>
inline constexpr bool references_page<drop_while_stage<V, Standard>> = references_page<V>;

template <class V, class Standard>
inline constexpr bool preserves_position<drop_while_stage<V, Standard>> = preserves_position<V>;

}  // namespace roster::inline v0::detail
