// SPDX-License-Identifier: BSL-1.0
#pragma once
// How the lists of a fleet are read.

#include <cstddef>
#include <roster/range/merge_options.hpp>

namespace roster {

/// What becomes of a fleet when one of its lists fails.
enum class on_failure {
  go_on,  ///< the list ends there and is reported; the others are read to their ends
  stop,   ///< the fleet fails with it; awaiting again asks that list again
};

/// Options of fleet(): how many lists are read at once, and what happens when one fails.
struct fleet_options {
  std::size_t at_work{8};  ///< lists that are read at the same time
  merge_order order{merge_order::as_they_come};
  roster::on_failure on_failure{roster::on_failure::go_on};
};

}  // namespace roster
