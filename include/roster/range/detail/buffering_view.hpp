// SPDX-License-Identifier: BSL-1.0
#pragma once
// The view of an adaptor that makes one item of several arriving items, as chunk does. Buffered items are
// stored as values in the adaptor's state: their page may be released before the item is complete.

#include <cstddef>
#include <iterator>
#include <ranges>
#include <roster/range/detail/adaptor_of.hpp>
#include <roster/range/detail/item_value.hpp>
#include <roster/range/detail/multipass_view.hpp>
#include <utility>

namespace roster::inline v0::detail {

/// `State` is an adaptor_state with
///   using value_type                         // of its items
///   bool add(range_reference_t<V>&& item);   // returns true once what has been added makes an item
///   bool has_item() const;                   // from then, or from flush(), until leave_item()
///   decltype(auto) item() const;
template <std::ranges::view V, class State>
class buffering_view : public std::ranges::view_interface<buffering_view<V, State>> {
 public:
  class iterator {
   public:
    using iterator_concept = std::input_iterator_tag;
    using value_type = typename State::value_type;
    using difference_type = std::ranges::range_difference_t<V>;

    iterator() = default;
    explicit iterator(buffering_view& stage) : stage_(&stage), at_(restart(stage.upstream_)) {
      if (!has_item()) gather();
    }
    decltype(auto) operator*() const { return stage_->state_->item(); }
    iterator& operator++() {
      stage_->state_->leave_item();
      if (arrived()) ++at_;  // a flushed item has no list item under the cursor
      gather();
      return *this;
    }
    void operator++(int) { ++*this; }
    friend bool operator==(const iterator& it, std::default_sentinel_t) noexcept { return !it.has_item(); }

   private:
    bool has_item() const noexcept { return stage_->state_->has_item(); }
    bool arrived() const { return at_ != std::ranges::end(stage_->upstream_); }
    void gather() {
      while (arrived() && !stage_->state_->add(*at_)) ++at_;
    }

    buffering_view* stage_{};
    std::ranges::iterator_t<V> at_{};
  };

  buffering_view(V upstream, State& state) : upstream_(std::move(upstream)), state_(&state) {}
  iterator begin() { return iterator{*this}; }
  std::default_sentinel_t end() const noexcept { return {}; }

 private:
  V upstream_;
  State* state_;
};

}  // namespace roster::inline v0::detail
