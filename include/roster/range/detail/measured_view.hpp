// SPDX-License-Identifier: BSL-1.0
#pragma once
// Reads the count of an adaptor that has no accessor for it, such as std::ranges::drop_view: the size() of the
// view reveals it, if the base view has a size.

#include <concepts>
#include <cstdint>
#include <limits>
#include <ranges>
#include <roster/range/detail/adaptor_of.hpp>
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

}  // namespace roster::inline v0::detail
