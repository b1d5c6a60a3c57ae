// SPDX-License-Identifier: BSL-1.0
#pragma once
// take_while(p) over pages. std::views::take_while tests an item in every comparison with its end, and
// restarts at begin() although it has ended; this view tests each item once, and ends the list at the first
// item that fails the test.

#include <functional>
#include <iterator>
#include <optional>
#include <ranges>
#include <roster/range/detail/adaptor_of.hpp>
#include <utility>

namespace roster::inline v0::detail {

struct take_while_state final : adaptor_state {
  bool ended{};  ///< an item has failed the test

  demand most(demand arriving) const noexcept override { return ended ? 0 : arriving; }
  bool exact() const noexcept override { return false; }
  bool rejects_current() const noexcept override { return ended; }
};

/// `Standard` is the view of the standard library; it holds the predicate and makes any function assignable.
template <std::ranges::view V, class Standard>
class take_while_stage : public std::ranges::view_interface<take_while_stage<V, Standard>> {
 public:
  class iterator {
   public:
    using iterator_concept = std::input_iterator_tag;
    using value_type = std::ranges::range_value_t<V>;
    using difference_type = std::ranges::range_difference_t<V>;

    iterator() = default;
    explicit iterator(take_while_stage& stage) : stage_(&stage) {
      if (stage_->state_->ended) return;
      at_.emplace(std::ranges::begin(stage_->upstream_));
      test();
    }
    decltype(auto) operator*() const { return **at_; }
    iterator& operator++() {
      ++*at_;
      test();
      return *this;
    }
    void operator++(int) { ++*this; }
    friend bool operator==(const iterator& it, std::default_sentinel_t) noexcept { return !it.has_item_; }

   private:
    void test() {
      has_item_ = false;
      if (*at_ == std::ranges::end(stage_->upstream_)) return;
      has_item_ = static_cast<bool>(std::invoke(stage_->standard_.pred(), **at_));
      stage_->state_->ended = !has_item_;
    }

    take_while_stage* stage_{};
    std::optional<std::ranges::iterator_t<V>> at_{};
    bool has_item_{};
  };

  take_while_stage(V upstream, Standard standard, take_while_state& state)
      : upstream_(std::move(upstream)), standard_(std::move(standard)), state_(&state) {}
  iterator begin() { return iterator{*this}; }
  std::default_sentinel_t end() const noexcept { return {}; }

 private:
  V upstream_;
  Standard standard_;
  take_while_state* state_;
};

template <class V, class P>
struct adaptor_of<std::ranges::take_while_view<V, P>> {
  using upstream = V;
  template <class View, class Adaptor>
  static auto apply(View view, Adaptor adaptor, adaptor_states& states) {
    auto standard = std::move(adaptor)(std::move(view));
    add_states<V, View>(states);
    auto base = std::move(standard).base();
    return take_while_stage{std::move(base), std::move(standard), states.add<take_while_state>()};
  }
};

template <class V, class Standard>
inline constexpr bool references_page<take_while_stage<V, Standard>> = references_page<V>;

template <class V, class Standard>
inline constexpr bool preserves_position<take_while_stage<V, Standard>> = preserves_position<V>;

}  // namespace roster::inline v0::detail
