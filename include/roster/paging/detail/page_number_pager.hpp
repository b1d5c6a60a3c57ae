// SPDX-License-Identifier: BSL-1.0
#pragma once
// Paging by page number: decides which page is next and when the list has ended. A state machine over plain
// numbers, so that every case can be unit tested.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <roster/config.hpp>
#include <roster/paging/demand.hpp>
#include <roster/paging/detail/page_outcome.hpp>
#include <vector>

namespace roster::inline v0::detail {

/// The facts that a response contains about its page.
struct number_facts {
  std::optional<std::int64_t> number{};  ///< page number that the server reports
  std::optional<std::int64_t> size{};    ///< page size that the server reports
  std::optional<std::int64_t> total{};   ///< items on all pages
  std::size_t items{};                   ///< items on this page
  std::size_t fresh{};                   ///< items that no earlier page contained
  std::size_t reach{};  ///< how many of the last pages can be read again with all items recognized
};

/// The known behaviour of a service.
struct number_rules {
  std::int64_t first{1};    ///< number of the first page
  int max_empty_pages{50};  ///< maximum in a row while the total is not reached
};

/// Pagination by page number. Counts items, not pages: a server may use a smaller page size than requested,
/// with or without reporting it. Without a total or an echoed size, only an empty page ends the list,
/// regardless of the requested size.
///
/// When an item is deleted, all later items move forward by one, and the first unread item may move to a page
/// that has already been read. A smaller total indicates this: that page is read again before the listing
/// continues. With at most one insertion or deletion between two requests no item is missed.
class page_number_pager {
 public:
  /// Starts at page `first` with pages of `size` items. `before` is the number of items before that page, if
  /// known; it cannot be computed from the page number if a server uses a smaller size than it reports.
  page_number_pager(std::int64_t first, std::int64_t size, number_rules rules = {},
                    std::optional<std::int64_t> before = {})
      : rules_(rules), first_(first), size_(size), before_(before) {}

  /// Returns the number of the page to request.
  std::int64_t number() const noexcept { return first_ + static_cast<std::int64_t>(page()); }
  std::int64_t size() const noexcept { return size_; }  ///< the page size to request
  /// Returns how many items precede that page.
  double before() const noexcept { return offset() + static_cast<double>(starts_.back()); }
  /// Returns how many items of that page have been received already.
  std::int64_t index() const noexcept { return known_ - starts_.back(); }

  /// Returns how many pages, including the next one, will probably be requested to fetch `wanted` items.
  /// Returns 1 before the first page is received; pages after the total are not counted, except the next one.
  ROSTER_DECL std::size_t likely_pages(demand wanted) const noexcept;

  /// Accepts a page. If the outcome is `stuck`, the state is unchanged and the same page can be requested
  /// again.
  ROSTER_DECL page_outcome accept(const number_facts& facts);

 private:
  std::size_t page() const noexcept { return starts_.size() - 1; }  // from 0
  double begin_of_next() const noexcept;
  bool repeats_last_page(const number_facts& facts) const noexcept;
  static bool is_stale(const number_facts& facts) noexcept { return facts.items != 0 && facts.fresh == 0; }
  bool behind_end(const number_facts& facts) const noexcept;
  void note_changes(const number_facts& facts, page_outcome& verdict);
  bool steps_back(std::size_t reach, page_outcome& verdict);
  void take(const number_facts& facts, bool other_page, page_outcome& verdict);
  void note_size(const number_facts& facts, page_outcome& verdict) const;
  bool goes_on(const number_facts& facts, page_outcome& verdict) const;
  double offset() const noexcept {
    return before_ ? static_cast<double>(*before_)
                   : static_cast<double>(first_ - rules_.first) * static_cast<double>(size_);
  }

  number_rules rules_;
  std::int64_t first_;
  std::int64_t size_;
  std::optional<std::int64_t> before_;   // items before the first page, if not computable from its number
  std::vector<std::int64_t> starts_{0};  // items before each received page, and before the next one
  std::int64_t known_{};    // number of leading items of the current list that have certainly been received
  std::size_t furthest_{};  // number of pages received
  std::int64_t fullest_{};  // size of the largest page received
  std::int64_t fresh_{};    // items received, without duplicates
  std::optional<std::int64_t> total_{};
  bool echoes_size_{};
  bool total_changed_{};
  int empty_pages_{};  // in a row
  int stale_pages_{};  // in a row, with only duplicates
  int steps_back_{};   // incremented by a step back, decremented by a new page
};

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/paging/impl/page_number_pager.ipp>
#endif
