// SPDX-License-Identifier: BSL-1.0
#pragma once
// drop(n) over pages. std::views::drop skips again at every begin(); this view stores in the range state how
// many items remain to be skipped. Skipped items are stepped over and never dereferenced.

#include <algorithm>
#include <ranges>
#include <roster/range/detail/adaptor_of.hpp>
#include <roster/range/detail/measured_view.hpp>
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

}  // namespace roster::inline v0::detail
