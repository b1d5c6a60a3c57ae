// SPDX-License-Identifier: BSL-1.0
#pragma once
// How several lists are read concurrently.

#include <cstddef>
#include <limits>

namespace roster::inline v0 {

/// The order of items from several lists; within a list it is always the list's own order.
enum class merge_order {
  unordered,  ///< as pages arrive; lists that have one take turns
  ordered,    ///< all of the first list, then all of the second; the others are fetched meanwhile
};

/// Options of merge(): the order and the concurrency limit.
struct merge_options {
  /// Maximum number of lists that have begun and not ended; the next one begins when one of them has ended.
  std::size_t max_concurrency{(std::numeric_limits<std::size_t>::max)()};
  merge_order order{merge_order::unordered};
};

}  // namespace roster::inline v0
