// SPDX-License-Identifier: BSL-1.0
#pragma once
// One list of a fleet, before it is opened.

#include <functional>
#include <roster/paging/source_name.hpp>
#include <roster/range/any_range.hpp>

namespace roster::inline v0 {

/// One list of a fleet: its source's name, and the function that opens it.
template <class Row>
struct fleet_target {
  origin from{};
  std::function<any_range<Row>()>
      open{};  ///< called at most once, when the list's turn comes, before its first request
};

}  // namespace roster::inline v0
