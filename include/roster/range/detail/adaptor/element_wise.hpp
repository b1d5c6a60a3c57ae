// SPDX-License-Identifier: BSL-1.0
#pragma once
// Adaptors that work on each item separately.

#include <cstddef>
#include <ranges>
#include <roster/range/detail/adaptor_state.hpp>
#include <tuple>
#include <type_traits>

namespace roster::inline v0::detail {

template <class V>
struct adaptor_of<std::ranges::common_view<V>> {
  using upstream = V;
  using state = adaptor_state;
};

template <class V>
inline constexpr bool references_page<std::ranges::common_view<V>> = references_page<V>;

template <class V>
inline constexpr bool preserves_position<std::ranges::common_view<V>> = preserves_position<V>;

}  // namespace roster::inline v0::detail

#if defined(__cpp_lib_ranges_as_const)
namespace roster::inline v0::detail {

template <class V>
struct adaptor_of<std::ranges::as_const_view<V>> {
  using upstream = V;
  using state = adaptor_state;
};

template <class V>
inline constexpr bool preserves_position<std::ranges::as_const_view<V>> = preserves_position<V>;

}  // namespace roster::inline v0::detail
#endif

#if defined(__cpp_lib_ranges_as_rvalue)
namespace roster::inline v0::detail {

template <class V>
struct adaptor_of<std::ranges::as_rvalue_view<V>> {
  using upstream = V;
  using state = adaptor_state;
};

template <class V>
inline constexpr bool preserves_position<std::ranges::as_rvalue_view<V>> = preserves_position<V>;

}  // namespace roster::inline v0::detail
#endif

namespace roster::inline v0::detail {

// elements<N>, keys and values over pages: the standard view, item by item.

template <class V, std::size_t N>
struct adaptor_of<std::ranges::elements_view<V, N>> {
  using upstream = V;
  using state = adaptor_state;
};

template <class V, std::size_t N>
inline constexpr bool references_page<std::ranges::elements_view<V, N>> =
    references_page<V> && std::is_lvalue_reference_v<std::ranges::range_reference_t<V>> &&
    !std::is_reference_v<std::tuple_element_t<N, std::remove_cvref_t<std::ranges::range_reference_t<V>>>>;

template <class V, std::size_t N>
inline constexpr bool preserves_position<std::ranges::elements_view<V, N>> = preserves_position<V>;

// filter over pages: the standard view, item by item. The number of items that pass is unknown in advance.

template <class V, class P>
struct adaptor_of<std::ranges::filter_view<V, P>> {
  using upstream = V;
  using state = selecting_state;
};

template <class V, class P>
inline constexpr bool references_page<std::ranges::filter_view<V, P>> = references_page<V>;

template <class V, class P>
inline constexpr bool preserves_position<std::ranges::filter_view<V, P>> = preserves_position<V>;

// join over pages: the standard view, item by item. An inner range is one item of the list and never spans
// pages; the number of its items is unknown in advance. Its items are not moved out, since the inner range
// may be a view of data stored elsewhere.

struct join_state final : selecting_state {
  demand most(demand arriving) const noexcept override { return arriving == 0 ? 0 : unlimited; }
};

template <class V>
struct adaptor_of<std::ranges::join_view<V>> {
  using upstream = V;
  using state = join_state;
};

// transform over pages: the standard view, item by item. A function may return a reference to anything; only
// a pointer to a data member is known to refer into its argument.

template <class V, class F>
struct adaptor_of<std::ranges::transform_view<V, F>> {
  using upstream = V;
  using state = adaptor_state;
};

/// True for a pointer to a data member of what Reference refers to. std::invoke also dereferences smart
/// pointers and reference wrappers, which lead out of the page.
template <class F, class Reference>
inline constexpr bool is_member_of = false;
template <class Member, class Class, class Item>
inline constexpr bool is_member_of<Member Class::*, Item&> =
    !std::is_function_v<Member> && std::is_base_of_v<Class, std::remove_cv_t<Item>>;

template <class V, class F>
inline constexpr bool references_page<std::ranges::transform_view<V, F>> =
    references_page<V> && is_member_of<F, std::ranges::range_reference_t<V>>;

template <class V, class F>
inline constexpr bool preserves_position<std::ranges::transform_view<V, F>> = preserves_position<V>;

}  // namespace roster::inline v0::detail
