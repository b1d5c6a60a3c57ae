// SPDX-License-Identifier: BSL-1.0
#pragma once
// What could not be read in items. A file of its own, since the report of a listing has it too.

#include <cstdint>
#include <string>

namespace roster::inline v0 {

/// Members of items that could not be read, of one kind.
struct skipped_fields {
  std::uint64_t members{};
  std::string first{};   ///< the path of the first one, "Services[17].Memory"; never what it was
  std::uint64_t page{};  ///< where that is, from 1 on; set by the listing

  /// Adds those of a later page, or of another list.
  void add(const skipped_fields& later) {
    members += later.members;
    if (!first.empty()) return;
    first = later.first;
    page = later.page;
  }
};

}  // namespace roster::inline v0
