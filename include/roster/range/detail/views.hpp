// SPDX-License-Identifier: BSL-1.0
#pragma once
// Views that adaptors work on.

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <limits>
#include <optional>
#include <ranges>
#include <roster/range/detail/adaptor_state.hpp>
#include <roster/range/detail/consume.hpp>
#include <type_traits>
#include <utility>

// A separate namespace, so that size() below is a candidate only for views on a measured_view.
namespace roster::inline v0::detail::measuring {

/// Forwards a view and pretends to have the maximum number of items.
template <std::ranges::view V>
class measured_view : public std::ranges::view_interface<measured_view<V>> {
 public:
  static constexpr std::uint64_t pretended = (std::numeric_limits<std::int64_t>::max)();

  explicit measured_view(V upstream) : upstream_(std::move(upstream)) {}
  auto begin() { return std::ranges::begin(upstream_); }
  auto end() { return std::ranges::end(upstream_); }
  static constexpr std::uint64_t size() noexcept { return pretended; }

 private:
  V upstream_;
};

template <class V>
inline constexpr bool is_measured = false;
template <class V>
inline constexpr bool is_measured<measured_view<V>> = true;
template <made_item_by_item V>
inline constexpr bool is_measured<V> = is_measured<typename adaptor_of<V>::upstream>;

/// The size of an item-wise view on a measured_view, found by argument-dependent lookup: a filter, which has
/// no size, must not hide the count of a later adaptor. There are two overloads, to be preferred over
/// std::ranges::size's own.
template <class V>
  requires is_measured<std::remove_cv_t<V>>
std::uint64_t size(V&) {
  return measured_view<std::ranges::empty_view<int>>::pretended;
}
template <class V>
  requires is_measured<V>
std::uint64_t size(const V&) {
  return measured_view<std::ranges::empty_view<int>>::pretended;
}

}  // namespace roster::inline v0::detail::measuring

namespace roster::inline v0::detail {

using measuring::measured_view;

template <class V>
inline constexpr bool references_page<measured_view<V>> = references_page<V>;

template <class V>
inline constexpr bool preserves_position<measured_view<V>> = preserves_position<V>;

/// Forwards a view and pretends to be a forward range. All iterators share one position.
template <std::ranges::view V>
class multipass_view : public std::ranges::view_interface<multipass_view<V>> {
 public:
  class iterator {
   public:
    using iterator_concept = std::forward_iterator_tag;
    using value_type = std::ranges::range_value_t<V>;
    using difference_type = std::ranges::range_difference_t<V>;

    iterator() = default;
    explicit iterator(multipass_view& view) noexcept : view_(&view) {}
    decltype(auto) operator*() const { return **view_->at_; }
    iterator& operator++() {
      ++*view_->at_;
      return *this;
    }
    iterator operator++(int) {
      ++*this;
      return *this;
    }
    bool operator==(const iterator&) const = default;
    friend bool operator==(const iterator& it, std::default_sentinel_t) { return it.at_end(); }

   private:
    bool at_end() const { return *view_->at_ == std::ranges::end(view_->upstream_); }

    multipass_view* view_{};
  };

  explicit multipass_view(V upstream) : upstream_(std::move(upstream)) {}
  iterator begin() {
    at_.emplace(std::ranges::begin(upstream_));
    return iterator{*this};
  }
  std::default_sentinel_t end() const noexcept { return {}; }

 private:
  V upstream_;
  std::optional<std::ranges::iterator_t<V>> at_{};
};

template <class V>
inline constexpr bool references_page<multipass_view<V>> = references_page<V>;

/// Restarts a view for the next page. A standard view over a forward range caches its first begin(), and
/// drops the cache when it is moved.
template <std::ranges::view V>
auto restart(V& view) {
  if constexpr (std::ranges::forward_range<V>) {
    V moved = std::move(view);
    view = std::move(moved);
  }
  return std::ranges::begin(view);
}

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
