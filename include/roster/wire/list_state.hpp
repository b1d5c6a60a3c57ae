// SPDX-License-Identifier: BSL-1.0
#pragma once
// Whether an answer had a list of items: an empty list is not the same as none.

namespace roster {

/// What stood where the list of items should be.
enum class list_state {
  missing,  ///< nothing, or a struct on the way to it was absent or null
  null,
  present,
};

}  // namespace roster
