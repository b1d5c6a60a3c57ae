// SPDX-License-Identifier: BSL-1.0
#pragma once
// Dropping items that a listing has returned before.

#include <array>
#include <cstddef>
#include <optional>
#include <roster/config.hpp>
#include <roster/detail/fingerprint.hpp>
#include <string>
#include <unordered_set>
#include <vector>

namespace roster::inline v0 {

/// The pages whose item keys a listing remembers in order to drop duplicates.
enum class dedup {
  recent_pages,  ///< the last two; memory does not grow with the list
  all_pages      ///< all; stores a digest of each item's key, about 50 bytes regardless of the key's length
};

}  // namespace roster::inline v0

namespace roster::inline v0::detail {

/// The fingerprints of a page's keys, in order; std::nullopt for an empty key.
using page_fingerprints = std::vector<std::optional<text_fingerprint>>;

ROSTER_DECL page_fingerprints fingerprints_of(const std::vector<std::string>& keys);

/// Remembers the keys of the last two pages, since an insertion moves items to the next page. Also remembers
/// one digest of all keys of each page, since a service that cycles repeats whole pages. With
/// `dedup::all_pages` it remembers the keys of all pages. A key is stored as its fingerprint: memory
/// does not depend on the key's length, and keys chosen by a server cannot make lookups slow.
class dedup_filter {
 public:
  explicit dedup_filter(dedup known = dedup::recent_pages) noexcept : known_(known) {}

  /// Marks the keys that were seen before: on this page, on the last two pages, or all keys if a page with
  /// the same keys was seen before. An empty key is never marked.
  /// Example: dedup_filter: marks keys of the last two pages, and repeated pages
  ROSTER_DECL std::vector<bool> mark(const detail::page_fingerprints& keys) const;

  /// Remembers an accepted page. A page that is read again (`again`) does not evict another page.
  ROSTER_DECL void remember(const detail::page_fingerprints& keys, bool again = false);

  /// Returns how many of the last pages can be read again with all their items recognized.
  /// Example: dedup_filter: reports for how many previous pages every item is recognized
  std::size_t reach() const noexcept { return reach_; }

 private:
  bool knows(const text_fingerprint& key) const;

  using fingerprints = std::unordered_set<text_fingerprint, fingerprint_hash>;

  dedup known_;
  std::size_t reach_{};
  std::array<std::vector<text_fingerprint>, 2> last_{};  // the last page and the previous one, each sorted
  fingerprints all_{};                                   // with all_pages, in place of these
  fingerprints pages_{};
};

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/paging/impl/dedup.ipp>
#endif
