// SPDX-License-Identifier: BSL-1.0
#pragma once
// An item with its source.

#include <memory>
#include <roster/paging/source_name.hpp>

namespace roster::inline v0 {

/// An item of a fleet with its source: `row.item.service_name`, `row.from->region`.
template <class Item>
struct sourced {
  Item item{};
  std::shared_ptr<const origin> from{};  ///< shared by all items of a list; never null
};

namespace detail {

template <class T>
inline constexpr bool is_sourced = false;
template <class Item>
inline constexpr bool is_sourced<sourced<Item>> = true;

}  // namespace detail

}  // namespace roster::inline v0
