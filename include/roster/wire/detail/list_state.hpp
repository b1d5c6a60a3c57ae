// SPDX-License-Identifier: BSL-1.0
#pragma once
// Whether a response contains the list of items: an empty list differs from an absent one.

namespace roster::inline v0::detail {

/// The state of the list of items in a response.
enum class list_state {
  missing,  ///< a struct in the path to the list was absent or null
  absent,   ///< the list was absent from the struct that holds it
  null,
  present,
};

}  // namespace roster::inline v0::detail
