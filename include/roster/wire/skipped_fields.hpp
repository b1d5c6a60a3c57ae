// SPDX-License-Identifier: BSL-1.0
#pragma once
// Members of items that could not be decoded. A separate header, since the report of a listing uses it, too.

#include <cstdint>
#include <string>

namespace roster::inline v0 {

/// The members of items that could not be decoded, for one reason.
struct skipped_fields {
  std::uint64_t members{};
  std::string first{};   ///< the path of the first one, "Services[17].Memory"; never its value
  std::uint64_t page{};  ///< the page of the first one, from 1; set by the listing

  /// Adds the fields of a later page or of another list.
  void add(const skipped_fields& later) {
    members += later.members;
    if (!first.empty()) return;
    first = later.first;
    page = later.page;
  }
};

}  // namespace roster::inline v0
