// SPDX-License-Identifier: BSL-1.0
#pragma once
// take(n) over pages. std::views::take counts anew at every begin() and steps once behind its last item,
// which looks for one match too many; this one keeps its count in the engine and stops at the last item.

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <ranges>
#include <utility>

namespace roster::detail {

/// The part of a take that lasts longer than a page.
struct take_state {
  std::uint64_t left{};
  bool at_item{};  ///< an item has arrived and is not yet counted

  /// Returns how many more items this take lets through, behind the one that has arrived.
  std::uint64_t wanted() const noexcept { return left - (at_item ? 1 : 0); }

  /// Counts the item under the cursor as consumed, whatever became of it further down.
  void count_item() noexcept {
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
      stage_->state_->count_item();
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

}  // namespace roster::detail
