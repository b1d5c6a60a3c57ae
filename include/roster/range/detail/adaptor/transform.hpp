// SPDX-License-Identifier: BSL-1.0
#pragma once
// transform over pages: the standard view, item by item. A function may return a reference to anything; only
// a pointer to a data member is known to refer into its argument.

#include <ranges>
#include <roster/range/detail/adaptor_of.hpp>
#include <type_traits>

namespace roster::inline v0::detail {

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
