// SPDX-License-Identifier: BSL-1.0
#pragma once
// The event of a watched list: one item that was added, changed or removed.

#include <optional>

namespace roster::inline v0 {

/// What happened to an item of a watched list.
enum class change_kind {
  added,    ///< the list has a key that it did not have before
  changed,  ///< the item of a key differs from its previous version
  removed,  ///< a complete listing no longer has the key
};

/// One change of a watched list.
template <class Item>
struct change {
  change_kind kind{};
  Item item{};                     ///< its current version; of a removed item the last known one
  std::optional<Item> previous{};  ///< the previous version of a changed item

  friend bool operator==(const change&, const change&) = default;
};

}  // namespace roster::inline v0
