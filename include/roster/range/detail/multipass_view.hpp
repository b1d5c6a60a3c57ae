// SPDX-License-Identifier: BSL-1.0
#pragma once
// Makes adaptors applicable that need a multi-pass range, as chunk_by and slide do: they get a view that only
// claims to be one. A view of this library replaces the adaptor's before anything is iterated.

#include <cstddef>
#include <iterator>
#include <optional>
#include <ranges>
#include <roster/range/detail/adaptor_of.hpp>
#include <utility>

namespace roster::inline v0::detail {

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

}  // namespace roster::inline v0::detail
