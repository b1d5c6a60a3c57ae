// SPDX-License-Identifier: BSL-1.0
#pragma once
// The policy of lists with page numbers: which page comes next, and when the list has ended. A state machine
// that sees numbers only, so that every case is a line in a table test.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <roster/config.hpp>
#include <roster/paging/demand.hpp>
#include <roster/paging/detail/page_outcome.hpp>
#include <vector>

namespace roster::inline v0::detail {

/// What an answer says about its page.
struct number_facts {
  std::optional<std::int64_t> number{};  ///< the page that the server says this is
  std::optional<std::int64_t> size{};    ///< the page size that the server used
  std::optional<std::int64_t> total{};   ///< items on all pages
  std::size_t items{};                   ///< items on this page
  std::size_t fresh{};                   ///< of those, the ones that no earlier page had
  std::size_t reach{};                   ///< of how many of the last pages all items would be known again
};

/// What is known of a service beforehand.
struct number_rules {
  std::int64_t first{1};     ///< the number of its first page
  int most_empty_pages{50};  ///< in a row, while the total says that there is more
};

/// Walks by page number. It counts items, not pages: a server may use a smaller size than asked for, saying
/// so or not. Without a total or an echoed size only a page without items is an end, whatever size was asked for.
///
/// Where an item is deleted, everything behind it slips one to the front, and the first item that was to come may
/// now be on a page that has been read. A total that has shrunk says so: that page is read again before the list goes
/// on. With at most one insertion or deletion between two requests nothing is missed then.
class page_number_pager {
 public:
  /// Starts at page `first` with pages of `size` items; after `before` items, where that is known: if a server uses a
  /// smaller size than it says, the number does not tell.
  page_number_pager(std::int64_t first, std::int64_t size, number_rules rules = {},
                    std::optional<std::int64_t> before = {})
      : rules_(rules), first_(first), size_(size), before_(before) {}

  /// Returns the page to ask for.
  std::int64_t number() const noexcept { return first_ + static_cast<std::int64_t>(page()); }
  std::int64_t size() const noexcept { return size_; }  ///< the size to ask for
  /// Returns how many items the pages before that one have.
  double before() const noexcept { return offset() + static_cast<double>(starts_.back()); }
  /// Returns how many items of that page have come already.
  std::int64_t index() const noexcept { return known_ - starts_.back(); }

  /// Returns how many pages, the next one included, will probably be asked for to bring `wanted` items: only the
  /// next one before a page has come, and none behind the total.
  ROSTER_DECL std::size_t likely_pages(demand wanted) const noexcept;

  /// Takes a page. When it is stuck, nothing has changed and the same page can be asked for again.
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
  std::optional<std::int64_t> before_;   // items in front of the first page, where the number does not tell
  std::vector<std::int64_t> starts_{0};  // items in front of each page, as they came; last of the next one
  std::int64_t known_{};    // of the items that are in the list now, how many have come for certain
  std::size_t furthest_{};  // pages that have come
  std::int64_t fullest_{};  // items on the page that had most
  std::int64_t fresh_{};    // without duplicates
  std::optional<std::int64_t> total_{};
  bool echoes_size_{};
  bool total_changed_{};
  int empty_pages_{};  // in a row
  int stale_pages_{};  // in a row, with nothing fresh on them
  int steps_back_{};   // less one for each new page since
};

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/paging/impl/page_number_pager.ipp>
#endif
