// SPDX-License-Identifier: BSL-1.0
#pragma once
// A range whose type does not depend on its adaptors.

#include <memory>
#include <roster/range/async_range.hpp>
#include <roster/range/detail/consume.hpp>
#include <roster/range/detail/range_source.hpp>
#include <type_traits>
#include <utility>

namespace roster::inline v0 {

/// A range of T items with any adaptors: `any_range<std::string> names = client.list_services() |
/// std::views::transform(name)`. Items are moved out of the pipeline as values, one page at a time. It
/// accepts further adaptors, and it is the return type of fleet_target::open. It has no checkpoint.
/// Example: any_range: erases the type of a range's adaptors
template <class T>
using any_range = async_range<T>;

namespace detail {

template <class Row, class R, class... A>
async_range<Row> hide_adaptors(async_range<R, A...> from) {
  using value = typename async_range<R, A...>::value_type;
  constexpr bool same = std::is_same_v<Row, value>;
  constexpr bool owned = can_be_owned<pipeline<R, A...>> && !refers_elsewhere<value>;
  static_assert(
      same,
      "roster: the item type of this range differs from that of the any_range or async_range that it is "
      "converted to; the item type is its value_type; transform the items, or name that type");
  static_assert(
      owned,
      "roster: an any_range cannot hold these items, since they would refer to released pages or cannot be "
      "copied; it holds values; transform the items into values first, such as std::string");
  if constexpr (same && owned) {
    auto client_side_conditions = std::move(from.client_side_conditions_);
    async_range<Row> out(range_source<R, A...>::of(std::move(from)));
    out.client_side_conditions_ = std::move(client_side_conditions);
    return out;
  } else {
    return async_range<Row>(std::unique_ptr<page_source<Row>>{});
  }
}

}  // namespace detail
}  // namespace roster::inline v0
