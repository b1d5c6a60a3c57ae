// SPDX-License-Identifier: BSL-1.0
#pragma once
// Whether a response had a list of items: an empty list is not the same as no list.

namespace roster::inline v0::detail {

/// What stood where the list of items should be.
enum class list_state {
  missing,  ///< a struct that leads to the list was absent or null
  absent,   ///< the struct that holds the list came without it
  null,
  present,
};

}  // namespace roster::inline v0::detail
