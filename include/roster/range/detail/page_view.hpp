// SPDX-License-Identifier: BSL-1.0
#pragma once
// The view at the bottom of every pipeline: the current page, seen through a cursor that holds the only
// position.
//
// It is input-only on purpose. A standard view may cache begin() of a forward range; over an input range it
// calls begin() every time, so that one pipeline, built once, can be restarted on every page with its
// adaptors' state intact.

#include <cstddef>
#include <iterator>
#include <ranges>

namespace roster::inline v0::detail {

/// The items of the current page that are not consumed yet.
template <class Row>
struct cursor {
  Row* at{};
  Row* end{};
  std::size_t page{};  ///< number of pages received; 0 when there is none
};

template <class Row>
class page_view : public std::ranges::view_interface<page_view<Row>> {
 public:
  class iterator {
   public:
    using iterator_concept = std::input_iterator_tag;
    using value_type = Row;
    using difference_type = std::ptrdiff_t;

    iterator() = default;
    explicit iterator(cursor<Row>* position) noexcept : position_(position) {}
    Row& operator*() const noexcept { return *position_->at; }
    iterator& operator++() noexcept {
      ++position_->at;
      return *this;
    }
    void operator++(int) noexcept { ++*this; }
    friend bool operator==(const iterator& it, std::default_sentinel_t) noexcept {
      return it.position_->at == it.position_->end;
    }

   private:
    cursor<Row>* position_{};
  };

  page_view() = default;
  explicit page_view(cursor<Row>* position) noexcept : position_(position) {}
  iterator begin() const noexcept { return iterator{position_}; }
  std::default_sentinel_t end() const noexcept { return {}; }
  cursor<Row>& position() const noexcept { return *position_; }

 private:
  cursor<Row>* position_{};
};

static_assert(std::ranges::input_range<page_view<int>> && !std::ranges::forward_range<page_view<int>>);

}  // namespace roster::inline v0::detail
