// SPDX-License-Identifier: BSL-1.0
#pragma once
// drop_while(p) over pages. std::views::drop_while skips again at every begin(); this view stores in the
// range state that an item has passed, and tests no further items.

#include <functional>
#include <ranges>
#include <roster/range/detail/adaptor_of.hpp>
#include <utility>

namespace roster::inline v0::detail {

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
