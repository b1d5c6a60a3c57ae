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

/// True for a pointer to a data member of what Reference refers to; std::invoke also goes through smart
/// pointers and reference wrappers, out of the page.
template <class F, class Reference>
inline constexpr bool is_member_of = false;
template <class Member, class Class, class Item>
inline constexpr bool is_member_of<Member Class::*, Item&> =
    !std::is_function_v<Member> && std::is_base_of_v<Class, std::remove_cv_t<Item>>;

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
    stays_in_page<V> && is_member_of<F, std::ranges::range_reference_t<V>>;
template <class V, std::size_t N>
inline constexpr bool stays_in_page<std::ranges::elements_view<V, N>> =
    stays_in_page<V> && std::is_lvalue_reference_v<std::ranges::range_reference_t<V>> &&
    !std::is_reference_v<std::tuple_element_t<N, std::remove_cvref_t<std::ranges::range_reference_t<V>>>>;

/// Relates the number of items at both ends of V: how many the source must bring for `wanted` at the end, and
/// how many come out of `listed`, 0 if unknown. `take` is the number of takes up to V.
template <class V>
struct item_counts {  // the page view
  static demand upstream(demand wanted, const std::deque<take_state>&, std::size_t) noexcept {
    return wanted;
  }
  static demand downstream(demand listed, const std::deque<take_state>&, std::size_t) noexcept {
    return listed;
  }
};
template <class V>
struct item_counts<take_stage<V>> {
  static demand upstream(demand wanted, const std::deque<take_state>& takes, std::size_t take) noexcept {
    return item_counts<V>::upstream(std::min(wanted, takes[take - 1].wanted()), takes, take - 1);
  }
  static demand downstream(demand listed, const std::deque<take_state>& takes, std::size_t take) noexcept {
    return std::min(item_counts<V>::downstream(listed, takes, take - 1), takes[take - 1].left);
  }
};
template <class V, class P>
struct item_counts<std::ranges::filter_view<V, P>> {
  static demand upstream(demand, const std::deque<take_state>& takes, std::size_t take) noexcept {
    return item_counts<V>::upstream(unlimited, takes, take);
  }
  static demand downstream(demand, const std::deque<take_state>&, std::size_t) noexcept { return 0; }
};
template <class V, class F>
struct item_counts<std::ranges::transform_view<V, F>> : item_counts<V> {};
template <class V, std::size_t N>
struct item_counts<std::ranges::elements_view<V, N>> : item_counts<V> {};

}  // namespace roster::detail
