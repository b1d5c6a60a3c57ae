// SPDX-License-Identifier: BSL-1.0
#pragma once
// Pages as views.

#include <cstddef>
#include <cstdlib>
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

/// An input view with a given reference and value type. Only its type is used, but g++ emits calls into it.
template <class Reference, class Value>
struct probe : std::ranges::view_interface<probe<Reference, Value>> {
  struct iterator {
    using iterator_concept = std::input_iterator_tag;
    using value_type = Value;
    using difference_type = std::ptrdiff_t;
    Reference operator*() const { std::abort(); }
    iterator& operator++() { return *this; }
    void operator++(int) {}
    bool operator==(std::default_sentinel_t) const { return true; }
  };
  iterator begin() const { return {}; }
  std::default_sentinel_t end() const { return {}; }
};

template <std::ranges::range V>
using probe_of = probe<std::ranges::range_reference_t<V>, std::ranges::range_value_t<V>>;

template <class Reference>
struct make_reference {
  Reference operator()(int) const { std::abort(); }
};

/// A multi-pass range with the items of V. An adaptor that accepts it but not the real view needs a whole
/// list and cannot work page by page.
template <std::ranges::range V>
using list_probe_of = std::ranges::transform_view<std::ranges::iota_view<int, int>,
                                                  make_reference<std::ranges::range_reference_t<V>>>;

}  // namespace roster::inline v0::detail
