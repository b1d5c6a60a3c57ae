// SPDX-License-Identifier: BSL-1.0
#pragma once
// enumerate over pages, if the standard library has it. std::views::enumerate restarts its count at every
// begin(); this view stores its count in the range state.

#include <iterator>
#include <ranges>
#include <roster/range/detail/adaptor_of.hpp>
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
class enumerate_stage : public std::ranges::view_interface<enumerate_stage<V>> {
 public:
  class iterator {
   public:
    using iterator_concept = std::input_iterator_tag;
    using difference_type = std::ranges::range_difference_t<V>;
    using value_type = std::tuple<difference_type, std::ranges::range_value_t<V>>;

    iterator() = default;
    explicit iterator(enumerate_stage& stage) : stage_(&stage), at_(std::ranges::begin(stage.upstream_)) {
      arrive();
    }
    std::tuple<difference_type, std::ranges::range_reference_t<V>> operator*() const {
      return {static_cast<difference_type>(stage_->state_->index), *at_};
    }
    iterator& operator++() {
      stage_->state_->leave_item();
      ++at_;
      arrive();
      return *this;
    }
    void operator++(int) { ++*this; }
    friend bool operator==(const iterator& it, std::default_sentinel_t) noexcept { return !it.has_item(); }

   private:
    bool has_item() const noexcept { return stage_->state_->at_item; }
    void arrive() { stage_->state_->at_item = at_ != std::ranges::end(stage_->upstream_); }

    enumerate_stage* stage_{};
    std::ranges::iterator_t<V> at_{};
  };

  enumerate_stage(V upstream, enumerate_state& state) : upstream_(std::move(upstream)), state_(&state) {}
  iterator begin() { return iterator{*this}; }
  std::default_sentinel_t end() const noexcept { return {}; }

 private:
  V upstream_;
  enumerate_state* state_;
};

template <class V>
struct adaptor_of<std::ranges::enumerate_view<V>> {
  using upstream = V;
  template <class View, class Adaptor>
  static auto apply(View view, Adaptor adaptor, adaptor_states& states) {
    auto standard = std::move(adaptor)(std::move(view));
    add_states<V, View>(states);
    return enumerate_stage{std::move(standard).base(), states.add<enumerate_state>()};
  }
};

template <class V>
inline constexpr bool preserves_position<enumerate_stage<V>> = preserves_position<V>;

}  // namespace roster::inline v0::detail
#endif
