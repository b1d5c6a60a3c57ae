// SPDX-License-Identifier: BSL-1.0
#pragma once
// The paging strategy of lists with a marker or token.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <roster/paging/demand.hpp>
#include <roster/paging/detail/page_outcome.hpp>
#include <roster/paging/detail/response_paths.hpp>
#include <roster/paging/detail/strategy_of.hpp>
#include <roster/paging/detail/token_pager.hpp>
#include <roster/paging/page_cursor.hpp>
#include <roster/schema/paging.hpp>
#include <roster/schema/path.hpp>
#include <utility>

namespace roster::inline v0::detail {

/// Returns the page size for `wanted` items with tokens, where the size may change with the remaining demand.
/// A service that filters items after dividing the list into pages may return empty pages: the size doubles
/// for each of the `empty` pages in a row.
constexpr std::int64_t next_page_size(demand wanted, std::int64_t largest, int empty = 0) noexcept {
  auto size =
      wanted == 0 ? largest : static_cast<std::int64_t>((std::min)(wanted, static_cast<demand>(largest)));
  for (; empty > 0 && size < largest; --empty) size += (std::min)(size, largest - size);
  return size;
}

template <class Send, class Next, class More, class Size>
class paging_strategy<by_token<Send, Next, More, Size>> {
 public:
  static constexpr bool needs_response_for_next = true;
  using paging = by_token<Send, Next, More, Size>;

  explicit paging_strategy(const paging& how) noexcept : how_(how) {}

  template <class Request>
  page_cursor next(const Request& user, demand wanted) {
    if (!walk_) walk_.emplace(as_text(user.*how_.send).value_or(""), rules());
    return {.size = size_for(user, wanted, walk_->empty_pages()), .token = walk_->token()};
  }

  void resume(const page_cursor& from, std::int64_t) { walk_.emplace(from.token, rules()); }

  template <class Request>
  void write(Request& request, const page_cursor& place) const {
    if (!place.token.empty()) set_token(request.*how_.send, place.token);
    if constexpr (has_path<Size>)
      if (place.size != 0) set_number(request.*how_.size, place.size);
  }

  template <class Request>
  std::optional<std::int64_t> page_size(const Request& request) const {
    if constexpr (has_path<Size>)
      return as_number(request.*how_.size);
    else
      return std::nullopt;
  }

  template <class Answer>
  page_outcome accept(const Answer& answer, std::size_t items, std::size_t, std::size_t) {
    return walk_->accept(facts_of(answer, items));
  }

  std::int64_t before() const noexcept { return 0; }

  std::int64_t index() const noexcept { return 0; }

  std::size_t likely_pages(demand) const noexcept { return 1; }

  page_cursor behind(page_cursor place, std::size_t) const { return place; }

  template <class Request, class Answer>
  std::optional<page_cursor> follower(const Request& user, const Answer& answer, std::size_t items,
                                      demand wanted) const {
    auto facts = facts_of(answer, items);
    if (wanted <= items || !walk_->leads_on(facts)) return std::nullopt;
    const auto left = wanted == unlimited ? unlimited : wanted - items;
    const int empty = items == 0 ? walk_->empty_pages() + 1 : 0;
    return page_cursor{.size = size_for(user, left, empty), .token = std::move(*facts.next)};
  }

  template <class Answer>
  std::optional<std::int64_t> total_of(const Answer&) const {
    return std::nullopt;
  }

  template <class Answer>
  bool may_lack_list(const Answer& answer, bool is_null) const {
    return is_null && truth_at(answer, how_.more) == false;
  }

 private:
  token_rules rules() const noexcept {
    return {.same_token_ends = how_.same_token_ends, .max_empty_pages = how_.max_empty_pages};
  }

  template <class Request>
  std::int64_t size_for(const Request& user, demand wanted, int empty) const {
    if constexpr (has_path<Size>)
      return is_set(user.*how_.size) ? 0 : next_page_size(wanted, how_.largest, empty);
    else
      return 0;
  }

  template <class Answer>
  token_facts facts_of(const Answer& answer, std::size_t items) const {
    return {.next = text_at(answer, how_.next),
            .has_flag = has_path<More>,
            .more = truth_at(answer, how_.more),
            .items = items};
  }

  paging how_;
  std::optional<token_pager> walk_{};
};

}  // namespace roster::inline v0::detail
