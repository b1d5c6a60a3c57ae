// SPDX-License-Identifier: BSL-1.0
#pragma once
// What the type of a pipeline's last view tells: whether its items live in the page, and how many the source
// must bring.

#include <algorithm>
#include <cstddef>
#include <deque>
#include <ranges>
#include <roster/range/page_source.hpp>
#include <roster/range/page_view.hpp>
#include <roster/range/take_stage.hpp>
#include <tuple>
#include <type_traits>

namespace roster::detail {

/// True when the references of V are provably into the page, so that an item may be moved out. A transform
/// may return a reference to anything, unless it is a pointer to a data member.
template <class V>
inline constexpr bool stays_in_page = false;
template <class Row>
inline constexpr bool stays_in_page<page_view<Row>> = true;
template <class V>
inline constexpr bool stays_in_page<take_stage<V>> = stays_in_page<V>;
template <class V, class P>
inline constexpr bool stays_in_page<std::ranges::filter_view<V, P>> = stays_in_page<V>;
template <class V, class F>
inline constexpr bool stays_in_page<std::ranges::transform_view<V, F>> =
    stays_in_page<V> && std::is_member_object_pointer_v<F> &&
    std::is_lvalue_reference_v<std::ranges::range_reference_t<V>>;
template <class V, std::size_t N>
inline constexpr bool stays_in_page<std::ranges::elements_view<V, N>> =
    stays_in_page<V> && std::is_lvalue_reference_v<std::ranges::range_reference_t<V>> &&
    !std::is_reference_v<std::tuple_element_t<N, std::remove_cvref_t<std::ranges::range_reference_t<V>>>>;

/// How many items the source must bring for `wanted` items at the end of V; `take` is the number of takes up
/// to V.
template <class V>
struct upstream_demand {  // the page view
  static demand of(demand wanted, const std::deque<take_state>&, std::size_t) noexcept { return wanted; }
};
template <class V>
struct upstream_demand<take_stage<V>> {
  static demand of(demand wanted, const std::deque<take_state>& takes, std::size_t take) noexcept {
    return upstream_demand<V>::of(std::min(wanted, takes[take - 1].left), takes, take - 1);
  }
};
template <class V, class P>
struct upstream_demand<std::ranges::filter_view<V, P>> {
  static demand of(demand, const std::deque<take_state>& takes, std::size_t take) noexcept {
    return upstream_demand<V>::of(unlimited, takes, take);
  }
};
template <class V, class F>
struct upstream_demand<std::ranges::transform_view<V, F>> : upstream_demand<V> {};
template <class V, std::size_t N>
struct upstream_demand<std::ranges::elements_view<V, N>> : upstream_demand<V> {};

}  // namespace roster::detail
