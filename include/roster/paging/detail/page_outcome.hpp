// SPDX-License-Identifier: BSL-1.0
#pragma once
// The decision of a paging strategy about a page: the list continues, ends, cannot continue, or has to be
// read again from an earlier page.

#include <string>

namespace roster::inline v0::detail {

struct page_outcome {
  /// `back`: the received page is discarded, since items that moved to earlier pages have not been seen.
  enum class kind { more, end, stuck, back };
  kind what{kind::more};
  bool again{};        ///< the page was accepted before and is read again
  bool incomplete{};   ///< the list ends with fewer items than the server reported
  bool drift{};        ///< the list changed while it was read
  std::string note{};  ///< the reason for `stuck`, `incomplete` or `drift`
};

}  // namespace roster::inline v0::detail
