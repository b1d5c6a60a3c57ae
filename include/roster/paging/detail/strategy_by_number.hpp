// SPDX-License-Identifier: BSL-1.0
#pragma once
// The paging strategy of lists with page numbers.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <roster/paging/demand.hpp>
#include <roster/paging/detail/page_number_pager.hpp>
#include <roster/paging/detail/page_outcome.hpp>
#include <roster/paging/detail/response_paths.hpp>
#include <roster/paging/detail/strategy_of.hpp>
#include <roster/paging/page_cursor.hpp>
#include <roster/schema/paging.hpp>

namespace roster::inline v0::detail {

/// Returns the page size for `wanted` items with page numbers, where the size is constant for a whole
/// listing: as few pages as with the largest size, evenly filled.
constexpr std::int64_t even_page_size(demand wanted, std::int64_t largest) noexcept {
  const auto most = static_cast<demand>(largest);
  if (wanted == 0 || wanted / most >= (unlimited / most) - 1) return largest;
  const demand pages = (wanted + most - 1) / most;
  return static_cast<std::int64_t>((wanted + pages - 1) / pages);
}

template <class... Places>
class paging_strategy<by_number<Places...>> {
 public:
  static constexpr bool needs_response_for_next = false;
  using paging = by_number<Places...>;

  explicit paging_strategy(const paging& how) noexcept : how_(how) {}

  template <class Request>
  page_cursor next(const Request& user, demand wanted) {
    if (!walk_) {
      const auto size =
          is_set(user.*how_.size) ? number_or(user.*how_.size, 1) : even_page_size(wanted, how_.largest);
      begin_at(is_set(user.*how_.number) ? number_or(user.*how_.number, how_.first) : how_.first, size);
      may_grow_ = !is_set(user.*how_.size);
    }
    return {.number = walk_->number(), .size = walk_->size()};
  }

  void resume(const page_cursor& from, std::int64_t before) { begin_at(from.number, from.size, before); }

  template <class Request>
  void write(Request& request, const page_cursor& place) const {
    set_number(request.*how_.number, place.number);
    set_number(request.*how_.size, place.size);
  }

  template <class Request>
  std::optional<std::int64_t> page_size(const Request& request) const {
    return as_number(request.*how_.size);
  }

  template <class Answer>
  page_outcome accept(const Answer& answer, std::size_t items, std::size_t fresh, std::size_t reach) {
    const auto asked = walk_->size();
    const auto verdict = walk_->accept({.number = number_at(answer, how_.echoed_number),
                                        .size = number_at(answer, how_.echoed_size),
                                        .total = total_of(answer),
                                        .items = items,
                                        .fresh = fresh,
                                        .reach = reach});
    may_grow_ = may_grow_ && items == 0;
    if (verdict.what == page_outcome::kind::stuck || !may_grow_ || asked >= how_.largest ||
        !total_says_more(answer))
      return verdict;
    // The service filters items after dividing the list into pages: restart with twice the page size.
    begin_at(first_, asked + (std::min)(asked, how_.largest - asked));
    return {};
  }

  std::int64_t before() const noexcept {
    constexpr double most = 1e15;  // exactly representable as a double, and larger than any list
    return static_cast<std::int64_t>((std::min)(walk_->before(), most));
  }

  std::int64_t index() const noexcept { return walk_->index(); }

  std::size_t likely_pages(demand wanted) const noexcept { return walk_->likely_pages(wanted); }

  page_cursor behind(page_cursor place, std::size_t pages) const {
    place.number += static_cast<std::int64_t>(pages);
    return place;
  }

  template <class Request, class Answer>
  std::optional<page_cursor> follower(const Request&, const Answer&, std::size_t, demand) const {
    return std::nullopt;  // the next number is known without a response
  }

  template <class Answer>
  std::optional<std::int64_t> total_of(const Answer& answer) const {
    return number_at(answer, how_.total);
  }

  /// Returns whether a response without a list counts as an empty page: only if no item can be missing.
  template <class Answer>
  bool may_lack_list(const Answer& answer, bool) const {
    const auto total = total_of(answer);
    return total && (*total == 0 || (walk_->number() - how_.first) * walk_->size() >= *total);
  }

 private:
  void begin_at(std::int64_t number, std::int64_t size, std::optional<std::int64_t> before = {}) {
    first_ = number;
    walk_.emplace(number, size, number_rules{.first = how_.first, .max_empty_pages = how_.max_empty_pages},
                  before);
  }

  template <class Answer>
  bool total_says_more(const Answer& answer) const {
    return total_of(answer).value_or(0) > 0;
  }

  template <class Member>
  static std::int64_t number_or(const Member& member, std::int64_t otherwise) {
    return as_number(member).value_or(otherwise);
  }

  paging how_;
  std::optional<page_number_pager> walk_{};
  std::int64_t first_{};  // first page of this listing
  bool may_grow_{};       // the user set no size, and no item was received yet
};

}  // namespace roster::inline v0::detail
