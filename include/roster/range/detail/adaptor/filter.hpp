// SPDX-License-Identifier: BSL-1.0
#pragma once
// filter over pages: the standard view, item by item. The number of items that pass is unknown in advance.

#include <ranges>
#include <roster/range/detail/adaptor_of.hpp>

namespace roster::inline v0::detail {

template <class V, class P>
struct adaptor_of<std::ranges::filter_view<V, P>> {
  using upstream = V;
  using state = selecting_state;
};

template <class V, class P>
inline constexpr bool references_page<std::ranges::filter_view<V, P>> = references_page<V>;

template <class V, class P>
inline constexpr bool preserves_position<std::ranges::filter_view<V, P>> = preserves_position<V>;

}  // namespace roster::inline v0::detail
