// SPDX-License-Identifier: BSL-1.0
#pragma once
// take(n) over pages. std::views::take restarts its count at every begin() and steps once past its last item,
// which searches for one match too many; this view stores its count in the range state and stops at the last
// item.

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <optional>
#include <ranges>
#include <roster/range/detail/adaptor_of.hpp>
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

}  // namespace roster::inline v0::detail
