// SPDX-License-Identifier: BSL-1.0
#pragma once
// The key of an item where the operation is not known, such as in a watched list.

#include <roster/schema/path.hpp>
#include <type_traits>

namespace roster::inline v0 {

namespace detail {

/// The key of these items in every operation that lists them. A schema specializes it after the operation:
/// `template <> inline constexpr auto roster::key_of_item<model> = list_models::key;`
template <class Item>
inline constexpr auto key_of_item = no_path{};

}  // namespace detail

/// Returns the key of an item, as key_of_item declares it; a value-initialized one if an optional in the path is
/// empty.
/// Example: item_key: returns the key that the schema declares
struct item_key {
  template <class Item>
  auto operator()(const Item& item) const {
    constexpr auto key = detail::key_of_item<Item>;
    static_assert(
        detail::has_path<decltype(key)>,
        "roster: watch() and read_until_stable() need the key of the items, to distinguish them; name "
        "the member that is the key: watch(list, 10s, &row::id), read_until_stable(list, 5, &row::id)");
    if constexpr (detail::has_path<decltype(key)>) {
      const auto* const found = find(item, key);
      return found ? *found : std::remove_cvref_t<decltype(*found)>{};
    } else {
      return 0;
    }
  }
};

}  // namespace roster::inline v0
