// SPDX-License-Identifier: BSL-1.0
#pragma once
// Paging by token or marker.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <roster/config.hpp>
#include <roster/detail/fingerprint.hpp>
#include <roster/paging/checkpoint.hpp>
#include <roster/paging/detail/response_paths.hpp>
#include <roster/paging/detail/strategy_of.hpp>
#include <roster/paging/page.hpp>
#include <roster/schema/paging.hpp>
#include <roster/schema/path.hpp>
#include <string>
#include <unordered_set>
#include <utility>

namespace roster::inline v0::detail {

/// The longest marker or token that is sent back to a service.
/// Units: bytes.
inline constexpr std::size_t max_token_size = 65'536;

/// The facts that a response contains about the next page.
struct token_facts {
  std::optional<std::string> next{};  ///< the token for the next page; "" counts as none
  bool has_flag{};                    ///< the API has a "more" flag
  std::optional<bool> more{};         ///< that flag, if the response contains it
  std::size_t items{};
};

/// The known behaviour of a service.
struct token_rules {
  bool same_token_ends{};   ///< a response that repeats the token of its request ends the list
  int max_empty_pages{50};  ///< maximum in a row while there are more pages
};

class token_pager {
 public:
  /// Starts at `token`; "" is the beginning of the list.
  explicit token_pager(std::string token, token_rules rules = {}) : rules_(rules), token_(std::move(token)) {}

  /// Returns the token to send; "" for none.
  const std::string& token() const noexcept { return token_; }

  /// Returns how many of the last pages in a row were empty.
  int empty_pages() const noexcept { return empty_pages_; }

  /// Returns whether a response leads to another page: its token is new and not longer than `max_token_size`.
  ROSTER_DECL bool leads_on(const token_facts& facts) const;

  /// Accepts a page; a token longer than `max_token_size` makes it `stuck`. If the outcome is `stuck`, the
  /// state is unchanged and the same page can be requested again.
  ROSTER_DECL page_outcome accept(const token_facts& facts);

 private:
  token_rules rules_;
  std::string token_;
  std::unordered_set<text_fingerprint, fingerprint_hash> sent_{};
  int empty_pages_{};  // in a row
};

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

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/paging/impl/by_token.ipp>
#endif
