// SPDX-License-Identifier: BSL-1.0
#pragma once
// The two adaptors that change no item. all creates no view: it returns the view it is applied to and needs
// nothing here. common is the standard view, even though a pair of equal iterators is never needed: so it
// accepts and rejects what the standard does.

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
inline constexpr bool preserves_position<std::ranges::common_view<V>> = preserves_position<V>;

}  // namespace roster::inline v0::detail
