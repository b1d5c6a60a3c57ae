// SPDX-License-Identifier: BSL-1.0
#pragma once
// std::views::enumerate and stride.

#include <algorithm>
#include <ranges>
#include <roster/range/detail/adaptor_state.hpp>
#include <roster/range/detail/stage.hpp>
#include <tuple>
#include <utility>

#if defined(__cpp_lib_ranges_enumerate)
namespace roster::inline v0::detail {

struct enumerate_state final : adaptor_state {
  demand index{};
  bool at_item{};  ///< an item has arrived and has not been counted yet

  void leave_item() noexcept override {
    if (at_item) ++index;
    at_item = false;
  }
};

template <std::ranges::view V>
struct enumerate_step {
  using index = std::ranges::range_difference_t<V>;
  using value_type = std::tuple<index, std::ranges::range_value_t<V>>;
  enumerate_state* state;

  bool may_begin() const noexcept { return true; }
  bool leave() const noexcept {
    state->leave_item();
    return true;
  }
  void arrive(const auto& at, const auto& end) const { state->at_item = at != end; }
  bool has_item() const noexcept { return state->at_item; }
  std::tuple<index, std::ranges::range_reference_t<V>> read(const auto& at) const {
    return {static_cast<index>(state->index), *at};
  }
};

template <class V>
struct adaptor_of<std::ranges::enumerate_view<V>> {
  using upstream = V;
  template <class View, class Adaptor>
  static auto apply(View view, Adaptor adaptor, adaptor_states& states) {
    auto standard = std::move(adaptor)(std::move(view));
    add_states<V, View>(states);
    auto& state = states.add<enumerate_state>();
    auto base = std::move(standard).base();
    return stage{std::move(base), enumerate_step<decltype(base)>{&state}};
  }
};

template <class V>
inline constexpr bool preserves_position<stage<V, enumerate_step<V>>> = preserves_position<V>;

}  // namespace roster::inline v0::detail
#endif

#if defined(__cpp_lib_ranges_stride)
namespace roster::inline v0::detail {

struct stride_state final : adaptor_state {
  demand between;  ///< items skipped between two yielded ones
  demand left{};   ///< items still to be skipped
  bool at_item{};  ///< an item has arrived and has not been consumed yet

  explicit stride_state(demand width) noexcept : between(width - 1) {}

  demand needed(demand wanted) const noexcept override {
    return wanted == 0 ? 0 : sum_of(product_of(wanted - 1, between + 1), ahead() + 1);
  }
  demand most(demand arriving) const noexcept override {
    if (arriving == unlimited) return unlimited;
    return arriving <= ahead() ? 0 : (arriving - ahead() - 1) / (between + 1) + 1;
  }
  void leave_item() noexcept override {
    if (at_item) left = between;
    at_item = false;
  }

 private:
  demand ahead() const noexcept { return at_item ? between : left; }
};

template <std::ranges::view V>
struct stride_step {
  using value_type = std::ranges::range_value_t<V>;
  stride_state* state;

  bool may_begin() const noexcept { return true; }
  bool leave() const noexcept {
    state->leave_item();
    return true;
  }
  void arrive(auto& at, const auto& end) const {
    while (state->left > 0 && at != end) {
      --state->left;  // first: if the step throws, the current item has been skipped
      ++at;
    }
    state->at_item = at != end;
  }
  bool has_item() const noexcept { return state->at_item; }
  decltype(auto) read(const auto& at) const { return *at; }
};

template <class V>
struct adaptor_of<std::ranges::stride_view<V>> {
  using upstream = V;
  template <class View, class Adaptor>
  static auto apply(View view, Adaptor adaptor, adaptor_states& states) {
    auto standard = std::move(adaptor)(std::move(view));
    add_states<V, View>(states);
    auto& state = states.add<stride_state>(static_cast<demand>(standard.stride()));
    auto base = std::move(standard).base();
    return stage{std::move(base), stride_step<decltype(base)>{&state}};
  }
};

template <class V>
inline constexpr bool references_page<stage<V, stride_step<V>>> = references_page<V>;

}  // namespace roster::inline v0::detail
#endif
