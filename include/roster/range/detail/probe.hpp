// SPDX-License-Identifier: BSL-1.0
#pragma once
// Empty views with the item types of a real one. An adaptor is applied to them to determine the type of its
// view.

#include <cstddef>
#include <cstdlib>
#include <iterator>
#include <ranges>

namespace roster::inline v0::detail {

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
