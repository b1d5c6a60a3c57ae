// SPDX-License-Identifier: BSL-1.0
#pragma once
// An item that says where it came from.

#include <memory>
#include <roster/page/origin.hpp>

namespace roster {

/// An item of a fleet: `row.item.service_name`, `row.from->region`.
template <class Item>
struct located {
  Item item{};
  std::shared_ptr<const origin> from{};  ///< shared by all items of a list; never null
};

namespace detail {

template <class T>
inline constexpr bool is_located = false;
template <class Item>
inline constexpr bool is_located<located<Item>> = true;

}  // namespace detail

}  // namespace roster
