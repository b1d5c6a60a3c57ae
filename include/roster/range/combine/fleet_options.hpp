// SPDX-License-Identifier: BSL-1.0
#pragma once
// How the lists of a fleet are read.

#include <cstddef>
#include <roster/range/combine/merge_options.hpp>

namespace roster::inline v0 {

/// What a fleet does when one of its lists fails.
enum class on_failure {
  skip,  ///< the list ends there and is reported; the others are read to their ends
  stop,  ///< the fleet fails with it; the next await requests that list again
};

/// Options of fleet(): the concurrency limit, and what happens when a list fails.
struct fleet_options {
  std::size_t max_concurrency{8};  ///< maximum number of lists read at the same time
  merge_order order{merge_order::unordered};
  roster::on_failure on_failure{roster::on_failure::skip};
};

}  // namespace roster::inline v0
