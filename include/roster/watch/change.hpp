// SPDX-License-Identifier: BSL-1.0
#pragma once
// What a watched list tells: one item that came, became another, or went.

#include <optional>

namespace roster::inline v0 {

/// What happened to an item of a watched list.
enum class change_kind {
  added,    ///< the list has a key that it did not have
  changed,  ///< the item of a key is not what it was
  removed,  ///< the whole list came, and the key is not in it any more
};

/// One change of a watched list.
template <class Item>
struct change {
  change_kind kind{};
  Item item{};                     ///< as it is now; the last that was known of one that was removed
  std::optional<Item> previous{};  ///< of a changed one: as it was before

  friend bool operator==(const change&, const change&) = default;
};

}  // namespace roster::inline v0
