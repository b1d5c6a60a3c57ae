// SPDX-License-Identifier: BSL-1.0
#pragma once
// A pipeline: all adaptors of a range, applied one after the other to the view of its current page.

#include <roster/range/adaptors.hpp>
#include <roster/range/detail/adaptor.hpp>
#include <roster/range/detail/adaptor_state.hpp>
#include <roster/range/detail/page_view.hpp>
#include <utility>

namespace roster::inline v0::detail {

/// Applies the adaptors to a view, the first one innermost.
template <class View>
View build_pipeline(View view, adaptor_states&) {
  return view;
}
template <class View, class First, class... Rest>
auto build_pipeline(View view, adaptor_states& states, First first, Rest... rest) {
  return build_pipeline(apply_adaptor(std::move(view), std::move(first), states), states, std::move(rest)...);
}

/// The last view of a pipeline over pages of rows.
template <class Row, class... Adaptors>
using pipeline = decltype(build_pipeline(std::declval<page_view<Row>>(), std::declval<adaptor_states&>(),
                                         std::declval<Adaptors>()...));

}  // namespace roster::inline v0::detail
