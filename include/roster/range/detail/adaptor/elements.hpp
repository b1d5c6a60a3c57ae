// SPDX-License-Identifier: BSL-1.0
#pragma once
// elements<N>, keys and values over pages: the standard view, item by item.

#include <cstddef>
#include <ranges>
#include <roster/range/detail/adaptor_of.hpp>
#include <tuple>
#include <type_traits>

namespace roster::inline v0::detail {

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

}  // namespace roster::inline v0::detail
