// SPDX-License-Identifier: BSL-1.0
#pragma once
// Targets and options of a fleet.

#include <cstddef>
#include <functional>
#include <roster/paging/report.hpp>
#include <roster/range/any_range.hpp>
#include <roster/range/combine/merge_options.hpp>
#include <roster/schema/operation_traits.hpp>
#include <roster/schema/path.hpp>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>

namespace roster::inline v0::detail {

/// The identity of an item in a fleet: `items().find({"cn-shanghai", "eas-m-1"})`.
template <class Key>
struct fleet_key {
  std::string source{};  ///< the name of the item's source
  Key key{};

  friend bool operator==(const fleet_key&, const fleet_key&) = default;
  friend bool operator<(const fleet_key& a, const fleet_key& b) {
    return std::tie(a.source, a.key) < std::tie(b.source, b.key);
  }
};

/// True if Function takes the inner item of a sourced Item rather than the sourced item.
template <class Function, class Item, class... Arguments>
inline constexpr bool takes_inner_item =
    is_sourced<Item> && !std::is_invocable_v<const Function&, Arguments...>;
template <class Item>
inline constexpr bool takes_inner_item<item_key, Item, const Item&> =
    is_sourced<Item> && !has_path<decltype(key_of_item<Item>)>;

/// Returns the key of an item, computed by a function or a member that takes a fleet's item either with or
/// without its source.
template <class Key, class Item>
decltype(auto) key_in(const Key& key, const Item& item) {
  if constexpr (takes_inner_item<Key, Item, const Item&>)
    return std::invoke(key, item.item);
  else
    return std::invoke(key, item);
}

/// Returns the identity of an item in its list: its key, in a fleet together with its source.
/// Example: fleet_key: the same key in two sources identifies two items
template <class Key, class Item>
auto identity_of(const Key& key, const Item& item) {
  using key_type = std::remove_cvref_t<decltype(key_in(key, item))>;
  if constexpr (is_sourced<Item>)
    return fleet_key<key_type>{item.from->name, key_in(key, item)};
  else
    return key_type(key_in(key, item));
}

template <class Key, class Item>
using identity_type = decltype(identity_of(std::declval<const Key&>(), std::declval<const Item&>()));
}  // namespace roster::inline v0::detail

namespace roster::inline v0 {

/// What a fleet does when one of its lists fails.
enum class on_failure {
  skip,  ///< the list ends there and is reported; the others are read to their ends
  stop,  ///< the fleet fails with it; the next await requests that list again
};

/// Options of fleet(): the concurrency limit, and what happens when a list fails.
struct fleet_options {
  std::size_t max_concurrency{8};  ///< maximum number of lists read at the same time; 0 counts as 1
  merge_order order{merge_order::unordered};                ///< the order of the items of several lists
  roster::on_failure on_failure{roster::on_failure::skip};  ///< what a failed list does to the others
};

/// One list of a fleet: its source's name, and the function that opens it.
template <class Row>
struct fleet_target {
  origin from{};  ///< in the origin of the items of this list
  std::function<any_range<Row>()>
      open{};  ///< called at most once, when the list's turn comes, before its first request
};

}  // namespace roster::inline v0
