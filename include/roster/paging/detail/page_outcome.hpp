// SPDX-License-Identifier: BSL-1.0
#pragma once
// What a continuation policy makes of a page: the list goes on, ends here, cannot go on, or has to be read again
// from an earlier page on.

#include <string>

namespace roster::inline v0::detail {

struct page_outcome {
  /// `back`: what came is to be thrown away, since items that came into pages before it have not been seen.
  enum class kind { more, end, stuck, back };
  kind what{kind::more};
  bool again{};        ///< the page was taken before, and is here once more
  bool incomplete{};   ///< the list ends short of what the server said
  bool drift{};        ///< the list changes while it is read
  std::string note{};  ///< in words, why stuck, incomplete or drift
};

}  // namespace roster::inline v0::detail
