// SPDX-License-Identifier: BSL-1.0
#pragma once
// What a continuation policy makes of a page: the list goes on, ends here, or cannot go on.

#include <string>

namespace roster {

struct walk_verdict {
  enum class kind { more, end, stuck };
  kind what{kind::more};
  bool incomplete{};     ///< the list ends short of what the server said
  bool drift{};          ///< the list changes while it is read
  std::string remark{};  ///< in words, why stuck, incomplete or drift
};

}  // namespace roster
