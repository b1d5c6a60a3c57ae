// SPDX-License-Identifier: BSL-1.0
#pragma once
// join over pages: the standard view, item by item. An inner range is one item of the list, so that it never
// crosses a page border; how many items it has is not known before. Its items are not moved out: it may be a
// view of what lies elsewhere.

#include <ranges>
#include <roster/range/detail/adaptor_of.hpp>

namespace roster::inline v0::detail {

struct join_state final : selecting_state {
  demand most(demand arriving) const noexcept override { return arriving == 0 ? 0 : unlimited; }
};

template <class V>
struct adaptor_of<std::ranges::join_view<V>> {
  using upstream = V;
  using state = join_state;
};

}  // namespace roster::inline v0::detail
