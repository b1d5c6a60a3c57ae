// SPDX-License-Identifier: BSL-1.0
#pragma once
// Options of merge(), and items that know their source.

#include <cstddef>
#include <limits>
#include <memory>
#include <roster/paging/report.hpp>

namespace roster::inline v0 {

/// An item of a fleet with its source: `row.item.service_name`, `row.from->region`.
template <class Item>
struct sourced {
  Item item{};                           ///< the item
  std::shared_ptr<const origin> from{};  ///< shared by all items of a list; never null
};

namespace detail {

template <class T>
inline constexpr bool is_sourced = false;
template <class Item>
inline constexpr bool is_sourced<sourced<Item>> = true;

}  // namespace detail

/// The order of items from several lists; within a list it is always the list's own order.
enum class merge_order {
  unordered,  ///< as pages arrive; lists that have one take turns
  ordered,    ///< all of the first list, then all of the second; the others are fetched meanwhile
};

/// Options of merge(): the order and the concurrency limit.
struct merge_options {
  /// Maximum number of lists that have begun and not ended; the next one begins when one of them has ended.
  std::size_t max_concurrency{(std::numeric_limits<std::size_t>::max)()};
  merge_order order{merge_order::unordered};  ///< the order of the items of several lists
};

}  // namespace roster::inline v0
