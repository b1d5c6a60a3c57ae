// SPDX-License-Identifier: BSL-1.0
#pragma once
// How several lists are read side by side.

#include <cstddef>
#include <limits>

namespace roster::inline v0 {

/// In which order items of several lists come; within a list it is always the list's own.
enum class merge_order {
  unordered,  ///< whichever list has a page; those that have one take turns
  ordered,    ///< all of the first list, then all of the second; the others are fetched meanwhile
};

/// Options of merge(): order, and how many lists are read at once.
struct merge_options {
  /// Lists that have begun and not ended; the next one begins when one of them has ended.
  std::size_t max_concurrency{(std::numeric_limits<std::size_t>::max)()};
  merge_order order{merge_order::unordered};
};

}  // namespace roster::inline v0
