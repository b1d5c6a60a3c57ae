// SPDX-License-Identifier: BSL-1.0
#pragma once
// The two adaptors that change no item. all makes no view of its own: it returns the view that it is given, and
// needs nothing here. common is the standard view, although nothing ever asks it for a pair of equal iterators:
// so it accepts and refuses what the standard does.

#include <ranges>
#include <roster/range/detail/adaptor_of.hpp>

namespace roster::inline v0::detail {

template <class V>
struct adaptor_of<std::ranges::common_view<V>> {
  using upstream = V;
  using state = adaptor_state;
};

template <class V>
inline constexpr bool references_page<std::ranges::common_view<V>> = references_page<V>;

template <class V>
inline constexpr bool tells_position<std::ranges::common_view<V>> = tells_position<V>;

}  // namespace roster::inline v0::detail
