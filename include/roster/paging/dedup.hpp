// SPDX-License-Identifier: BSL-1.0
#pragma once
// Selects over how many pages a listing recognizes duplicate items.

namespace roster::inline v0 {

/// The pages whose item keys a listing remembers in order to drop duplicates.
enum class dedup {
  recent_pages,  ///< the last two; memory does not grow with the list
  all_pages      ///< all; stores a digest of each item's key, about 50 bytes regardless of the key's length
};

}  // namespace roster::inline v0
