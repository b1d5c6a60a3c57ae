// SPDX-License-Identifier: BSL-1.0
#pragma once
// as_rvalue over pages, if the standard library has it: the standard view, item by item. Its items are moved
// from wherever they are stored, as the user requested.

#include <ranges>
#include <roster/range/detail/adaptor_of.hpp>

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
