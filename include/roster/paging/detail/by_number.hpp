// SPDX-License-Identifier: BSL-1.0
#pragma once
// Paging by page number or offset, with or without a total.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <roster/config.hpp>
#include <roster/paging/checkpoint.hpp>
#include <roster/paging/detail/response_paths.hpp>
#include <roster/paging/detail/strategy_of.hpp>
#include <roster/paging/page.hpp>
#include <roster/schema/paging.hpp>
#include <vector>

namespace roster::inline v0::detail {

/// The facts that a response contains about its page.
struct number_facts {
  std::optional<std::int64_t> number{};  ///< page number that the server reports
  std::optional<std::int64_t> size{};    ///< page size that the server reports
  std::optional<std::int64_t> total{};   ///< items on all pages
  std::optional<bool> more{};            ///< whether the server reports more pages
  std::size_t items{};                   ///< items on this page
  std::size_t fresh{};                   ///< items that no earlier page contained
  std::size_t reach{};  ///< how many of the last pages can be read again with all items recognized
};

/// The known behaviour of a service.
struct number_rules {
  std::int64_t first{1};    ///< number of the first page
  int max_empty_pages{50};  ///< maximum in a row while the total is not reached
  bool by_items{};          ///< a page begins at the number of items before it, also after an empty page
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
  std::int64_t size_in_use() const noexcept;
  double begin_of_next() const noexcept;
  bool repeats_last_page(const number_facts& facts) const noexcept;
  static bool is_stale(const number_facts& facts) noexcept { return facts.items != 0 && facts.fresh == 0; }
  bool past_end(const number_facts& facts) const noexcept;
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

/// Returns the page size for `wanted` items with page numbers, where the size is constant for a whole
/// listing: as few pages as with the largest size, evenly filled.
constexpr std::int64_t even_page_size(demand wanted, std::int64_t largest) noexcept {
  const auto most = static_cast<demand>(largest);
  if (wanted == 0 || wanted / most >= (unlimited / most) - 1) return largest;
  const demand pages = (wanted + most - 1) / most;
  return static_cast<std::int64_t>((wanted + pages - 1) / pages);
}

/// The members that by_number and by_offset have in common, for one implementation of both.
template <class Paging>
struct numbered;

template <class... Places>
struct numbered<by_number<Places...>> {
  using paging = by_number<Places...>;
  static constexpr bool counts_items = false;
  static auto position(const paging& how) { return how.number; }
  static std::int64_t first(const paging& how) { return how.first; }
  static bool is_aligned(const paging&) { return true; }
  static auto echoed_number(const paging& how) { return how.echoed_number; }
  static auto pages(const paging& how) { return how.pages; }
};

template <class... Places>
struct numbered<by_offset<Places...>> {
  using paging = by_offset<Places...>;
  static constexpr bool counts_items = true;
  static auto position(const paging& how) { return how.offset; }
  static std::int64_t first(const paging&) { return 0; }
  static bool is_aligned(const paging& how) { return how.aligned; }
  static no_path echoed_number(const paging&) { return {}; }
  static no_path pages(const paging&) { return {}; }
};

/// Pagination by page number, or by offset: a page then begins at the number of items before it, or, if aligned, at a
/// multiple of the page size.
template <class Paging>
class numbered_strategy {
  using parts = numbered<Paging>;
  static constexpr bool has_size = has_path<decltype(Paging::size)>;

 public:
  static constexpr bool is_numbered = true;
  static constexpr bool predicts_from_response = false;
  using paging = Paging;

  explicit numbered_strategy(const paging& how) noexcept : how_(how) {}

  template <class Request>
  page_cursor next(const Request& user, demand wanted) {
    if (!pager_) {
      may_grow_ = has_size && !is_sent(user, how_.size);
      const auto size = has_size ? even_page_size(wanted, how_.max_page_size) : how_.max_page_size;
      const auto sent = sent_number(user, how_.size).value_or(1);
      begin_at(is_sent(user, position()) ? sent_number(user, position()) : std::nullopt,
               may_grow_ || !has_size ? size : sent);
    }
    return {.number = current(), .size = pager_->size()};
  }

  void resume(const page_cursor& from, std::int64_t before) {
    begin_at(from.number, from.size, before);
    first_.reset();  // the page may be after the last one
  }

  template <class Request>
  void write(Request& request, const page_cursor& cursor) const {
    send_number(request, position(), cursor.number);
    send_number(request, how_.size, cursor.size);
  }

  template <class Request>
  std::optional<std::int64_t> page_size(const Request& request) const {
    return sent_number(request, how_.size);
  }

  template <class Response>
  page_outcome accept(const response_view<Response>& response, std::size_t items, std::size_t fresh,
                      std::size_t reach) {
    const auto size = pager_->size();
    const auto verdict = pager_->accept({.number = number_at(response, parts::echoed_number(how_)),
                                         .size = number_at(response, how_.echoed_size),
                                         .total = total_of(response),
                                         .more = says_more(response),
                                         .items = items,
                                         .fresh = fresh,
                                         .reach = reach});
    if (const auto pages = number_at(response, parts::pages(how_))) pages_ = pages;
    may_grow_ = may_grow_ && items == 0;
    if (verdict.what == page_outcome::kind::stuck || !may_grow_ || size >= how_.max_page_size ||
        !total_says_more(response))
      return verdict;
    // The service filters items after dividing the list into pages: restart with twice the page size.
    begin_at(first_, size + (std::min)(size, how_.max_page_size - size));
    return {};
  }

  std::int64_t before() const noexcept {
    constexpr double most = 1e15;  // exactly representable as a double, and larger than any list
    return static_cast<std::int64_t>((std::min)(pager_->before(), most));
  }

  std::int64_t index() const noexcept { return pager_->index(); }

  std::size_t likely_pages(demand wanted) const noexcept {
    const auto likely = pager_->likely_pages(wanted);
    if (!pages_) return likely;
    const auto left = *pages_ - (pager_->number() - parts::first(how_));
    return (std::min)(likely, static_cast<std::size_t>((std::max<std::int64_t>)(left, 1)));
  }

  page_cursor after(page_cursor cursor, std::size_t pages) const {
    cursor.number += static_cast<std::int64_t>(pages) * (parts::counts_items ? pager_->size() : 1);
    return cursor;
  }

  template <class Response>
  std::optional<std::int64_t> total_of(const response_view<Response>& response) const {
    return number_at(response, how_.total);
  }

  /// Returns whether a response without a list counts as an empty page: only if no item can be missing.
  template <class Response>
  bool may_lack_list(const response_view<Response>& response, bool) const {
    const auto total = total_of(response);
    return total && (*total == 0 || (pager_->number() - parts::first(how_)) * pager_->size() >= *total);
  }

  /// Returns the status of a response for this page that is the end of the list, 0 for none: for the first page, it is
  /// an error.
  unsigned accepted_status(const page_cursor& cursor) const noexcept {
    return cursor.number != first_.value_or(parts::first(how_)) ? how_.ended_by_status : 0;
  }

 private:
  auto position() const { return parts::position(how_); }

  /// Returns the number of the next page, or the offset at which it begins.
  std::int64_t current() const noexcept {
    if constexpr (!parts::counts_items) return pager_->number();
    return parts::is_aligned(how_) ? pager_->number() * pager_->size() : before();
  }

  /// Starts at a page number or an offset, or at the beginning of the list.
  void begin_at(std::optional<std::int64_t> position, std::int64_t size,
                std::optional<std::int64_t> before = {}) {
    first_ = position;
    auto number = position.value_or(parts::first(how_));
    if constexpr (parts::counts_items) {
      if (!before) before = number;
      number /= (std::max<std::int64_t>)(size, 1);
    }
    pager_.emplace(number, size,
                   number_rules{.first = parts::first(how_),
                                .max_empty_pages = how_.max_empty_pages,
                                .by_items = parts::counts_items && !parts::is_aligned(how_)},
                   before);
  }

  template <class Response>
  bool total_says_more(const response_view<Response>& response) const {
    return total_of(response).value_or(0) > 0;
  }

  /// Returns whether the response says that there are more pages, by a flag or by the number of pages.
  template <class Response>
  std::optional<bool> says_more(const response_view<Response>& response) const {
    if (const auto more = truth_at(response, how_.more)) return more;
    const auto pages = number_at(response, parts::pages(how_));
    if (!pages) return std::nullopt;
    return pager_->number() - parts::first(how_) + 1 < *pages;
  }

  paging how_;
  std::optional<page_number_pager> pager_{};
  std::optional<std::int64_t> first_{};  // first page or offset that the user set
  bool may_grow_{};                      // the user set no size, and no item was received yet
  std::optional<std::int64_t> pages_{};  // number of pages, as the service last reported it
};

template <class... Places>
struct strategy_of<by_number<Places...>> {
  using type = numbered_strategy<by_number<Places...>>;
};

template <class... Places>
struct strategy_of<by_offset<Places...>> {
  using type = numbered_strategy<by_offset<Places...>>;
};

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/paging/impl/by_number.ipp>
#endif
