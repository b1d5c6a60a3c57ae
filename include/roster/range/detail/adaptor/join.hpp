// SPDX-License-Identifier: BSL-1.0
#pragma once
// join over pages: the standard view, item by item. An inner range is one item of the list and never spans
// pages; the number of its items is unknown in advance. Its items are not moved out, since the inner range
// may be a view of data stored elsewhere.

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
