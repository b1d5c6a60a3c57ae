// SPDX-License-Identifier: BSL-1.0
#pragma once
// Which items came before: what drops duplicates and finds a service that goes in a circle, in memory that
// does not grow with the items of a list unless one wants it to.

#include <array>
#include <cstddef>
#include <optional>
#include <roster/config.hpp>
#include <roster/detail/fingerprint.hpp>
#include <roster/paging/dedup.hpp>
#include <string>
#include <unordered_set>
#include <vector>

namespace roster::inline v0::detail {

/// The keys of one page in order; an empty key has no fingerprint.
using page_fingerprints = std::vector<std::optional<text_fingerprint>>;

ROSTER_DECL page_fingerprints fingerprints_of(const std::vector<std::string>& keys);

/// Remembers the keys of the last two pages, since a list that shifts repeats items on the next page, and of
/// every page one digest of all of its keys, since a service that goes in a circle repeats pages. By choice it
/// remembers the keys of all pages. A key is remembered as its fingerprint: its length does not count, and keys
/// that a server has chosen do not make the lookups slow.
class dedup_filter {
 public:
  explicit dedup_filter(duplicates known = duplicates::recent_pages) noexcept : known_(known) {}

  /// Marks the keys that came before: on this page, on the last two, or all of them if a whole page like this
  /// one came before. An empty key is never a repeated one.
  /// Example: dedup_filter: marks what the last two pages had, and pages that come again
  ROSTER_DECL std::vector<bool> mark(const detail::page_fingerprints& keys) const;

  /// Remembers a page that was taken. One that is read again pushes no other out of memory.
  ROSTER_DECL void remember(const detail::page_fingerprints& keys, bool again = false);

  /// Returns how many of the last pages can be read again with every item of them known.
  /// Example: dedup_filter: tells how many pages back every item is known
  std::size_t reach() const noexcept { return reach_; }

 private:
  using fingerprints = std::unordered_set<text_fingerprint, fingerprint_hash>;

  duplicates known_;
  std::size_t reach_{};
  std::array<fingerprints, 2> last_{};  // the last page, and the one before it; or all, and none
  fingerprints pages_{};
};

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/paging/impl/dedup_filter.ipp>
#endif
