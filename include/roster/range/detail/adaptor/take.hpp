// SPDX-License-Identifier: BSL-1.0
#pragma once
// std::views::take and take_while.

#include <algorithm>
#include <cstddef>
#include <functional>
#include <iterator>
#include <optional>
#include <ranges>
#include <roster/range/detail/adaptor_state.hpp>
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
class take_stage : public std::ranges::view_interface<take_stage<V>> {
 public:
  class iterator {
   public:
    using iterator_concept = std::input_iterator_tag;
    using value_type = std::ranges::range_value_t<V>;
    using difference_type = std::ranges::range_difference_t<V>;

    iterator() = default;
    explicit iterator(take_stage& stage) : stage_(&stage) {
      if (stage_->state_->left == 0) return;
      at_.emplace(std::ranges::begin(stage_->upstream_));
      arrive();
    }
    decltype(auto) operator*() const { return **at_; }
    iterator& operator++() {
      stage_->state_->leave_item();
      if (stage_->state_->left == 0) return *this;
      ++*at_;
      arrive();
      return *this;
    }
    void operator++(int) { ++*this; }
    friend bool operator==(const iterator& it, std::default_sentinel_t) noexcept { return !it.has_item(); }

   private:
    bool has_item() const noexcept { return stage_->state_->at_item; }
    void arrive() { stage_->state_->at_item = *at_ != std::ranges::end(stage_->upstream_); }

    take_stage* stage_{};
    std::optional<std::ranges::iterator_t<V>> at_{};
  };

  take_stage(V upstream, take_state& state) : upstream_(std::move(upstream)), state_(&state) {}
  iterator begin() { return iterator{*this}; }
  std::default_sentinel_t end() const noexcept { return {}; }

 private:
  V upstream_;
  take_state* state_;
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
    return take_stage{std::move(taken).base(), state};
  }
};

template <class V>
inline constexpr bool references_page<take_stage<V>> = references_page<V>;

template <class V>
inline constexpr bool preserves_position<take_stage<V>> = preserves_position<V>;

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
