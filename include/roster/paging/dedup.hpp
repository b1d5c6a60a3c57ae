// SPDX-License-Identifier: BSL-1.0
#pragma once
// How far back items that come again are known.

namespace roster::inline v0 {

/// Of which pages a listing remembers the keys of items, to leave out those that come again.
enum class duplicates {
  recent_pages,  ///< of the last two, in memory that does not grow with the list
  all_pages  ///< of all: a digest of the key of every item is kept, about 50 bytes each, however long the key
};

}  // namespace roster::inline v0
