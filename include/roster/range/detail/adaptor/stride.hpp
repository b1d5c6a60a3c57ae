// SPDX-License-Identifier: BSL-1.0
#pragma once
// std::views::enumerate and stride.

#include <algorithm>
#include <iterator>
#include <ranges>
#include <roster/range/detail/adaptor_state.hpp>
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
class stride_stage : public std::ranges::view_interface<stride_stage<V>> {
 public:
  class iterator {
   public:
    using iterator_concept = std::input_iterator_tag;
    using value_type = std::ranges::range_value_t<V>;
    using difference_type = std::ranges::range_difference_t<V>;

    iterator() = default;
    explicit iterator(stride_stage& stage) : stage_(&stage), at_(std::ranges::begin(stage.upstream_)) {
      skip();
    }
    decltype(auto) operator*() const { return *at_; }
    iterator& operator++() {
      stage_->state_->leave_item();
      ++at_;
      skip();
      return *this;
    }
    void operator++(int) { ++*this; }
    friend bool operator==(const iterator& it, std::default_sentinel_t) noexcept { return !it.has_item(); }

   private:
    bool has_item() const noexcept { return stage_->state_->at_item; }
    bool arrived() const { return at_ != std::ranges::end(stage_->upstream_); }
    void skip() {
      auto& state = *stage_->state_;
      while (state.left > 0 && arrived()) {
        --state.left;  // first: if the step throws, the current item has been skipped
        ++at_;
      }
      state.at_item = arrived();
    }

    stride_stage* stage_{};
    std::ranges::iterator_t<V> at_{};
  };

  stride_stage(V upstream, stride_state& state) : upstream_(std::move(upstream)), state_(&state) {}
  iterator begin() { return iterator{*this}; }
  std::default_sentinel_t end() const noexcept { return {}; }

 private:
  V upstream_;
  stride_state* state_;
};

template <class V>
struct adaptor_of<std::ranges::stride_view<V>> {
  using upstream = V;
  template <class View, class Adaptor>
  static auto apply(View view, Adaptor adaptor, adaptor_states& states) {
    auto standard = std::move(adaptor)(std::move(view));
    add_states<V, View>(states);
    auto& state = states.add<stride_state>(static_cast<demand>(standard.stride()));
    return stride_stage{std::move(standard).base(), state};
  }
};

template <class V>
inline constexpr bool references_page<stride_stage<V>> = references_page<V>;

}  // namespace roster::inline v0::detail
#endif
