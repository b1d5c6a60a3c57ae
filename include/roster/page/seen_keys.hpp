// SPDX-License-Identifier: BSL-1.0
#pragma once
// Which items came before: what drops duplicates and finds a service that goes in a circle, in memory that
// does not grow with the items of a list.

#include <array>
#include <cstdint>
#include <roster/config.hpp>
#include <string>
#include <unordered_set>
#include <vector>

namespace roster {

/// Remembers the keys of the last two pages, since a list that shifts repeats items on the next page, and of
/// every page a number that stands for all of its keys, since a service that goes in a circle repeats pages.
class seen_keys {
 public:
  /// Marks the keys that came before: on this page, on the last two, or all of them if a whole page like this
  /// one came before. An empty key is never a repeated one.
  /// Example: seen_keys: marks what the last two pages had, and pages that come again
  ROSTER_DECL std::vector<bool> mark(const std::vector<std::string>& keys) const;

  /// Remembers a page that was taken.
  ROSTER_DECL void remember(std::vector<std::string>&& keys);

 private:
  std::array<std::unordered_set<std::string>, 2> last_{};  // the last page, and the one before it
  std::unordered_set<std::uint64_t> pages_{};
};

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/page/impl/seen_keys.ipp>
#endif
