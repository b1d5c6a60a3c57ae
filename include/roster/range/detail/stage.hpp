// SPDX-License-Identifier: BSL-1.0
#pragma once
// The view and iterator that adaptors share which yield some of the items of a page, one after the other.

#include <iterator>
#include <optional>
#include <ranges>
#include <roster/range/detail/adaptor_state.hpp>
#include <utility>

namespace roster::inline v0::detail {

/// A view of the items of V that `Step` selects. A Step has
///   using value_type      of the iterator
///   bool may_begin()      whether upstream may be read at all
///   bool leave()          leaves the current item; false: nothing follows, and upstream is not advanced
///   void arrive(at, end)  moves `at` to the next item to yield, or to the end
///   bool has_item()       whether there is a current item
///   read(at)              the item at a position of upstream
template <std::ranges::view V, class Step>
class stage : public std::ranges::view_interface<stage<V, Step>> {
 public:
  class iterator {
   public:
    using iterator_concept = std::input_iterator_tag;
    using value_type = typename Step::value_type;
    using difference_type = std::ranges::range_difference_t<V>;

    iterator() = default;
    explicit iterator(stage& from) : stage_(&from) {
      if (!stage_->step_.may_begin()) return;
      at_.emplace(std::ranges::begin(stage_->upstream_));
      arrive();
    }
    decltype(auto) operator*() const { return stage_->step_.read(*at_); }
    iterator& operator++() {
      if (!stage_->step_.leave()) return *this;
      ++*at_;
      arrive();
      return *this;
    }
    void operator++(int) { ++*this; }
    friend bool operator==(const iterator& it, std::default_sentinel_t) noexcept { return !it.has_item(); }

   private:
    bool has_item() const noexcept { return stage_->step_.has_item(); }
    void arrive() { stage_->step_.arrive(*at_, std::ranges::end(stage_->upstream_)); }

    stage* stage_{};
    std::optional<std::ranges::iterator_t<V>> at_{};
  };

  stage(V upstream, Step step) : upstream_(std::move(upstream)), step_(std::move(step)) {}
  iterator begin() { return iterator{*this}; }
  std::default_sentinel_t end() const noexcept { return {}; }

 private:
  V upstream_;
  Step step_;
};

}  // namespace roster::inline v0::detail
