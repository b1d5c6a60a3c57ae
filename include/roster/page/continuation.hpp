// SPDX-License-Identifier: BSL-1.0
#pragma once
// From a paging declaration to what it means: writes the page into a request, reads the rest from an answer.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <roster/page/demand.hpp>
#include <roster/page/number_walk.hpp>
#include <roster/page/places.hpp>
#include <roster/page/token_walk.hpp>
#include <roster/page/walk_verdict.hpp>
#include <roster/schema/paging.hpp>
#include <string>
#include <type_traits>

namespace roster::detail {

/// Returns the page size for `wanted` items by number, where it stays the same for a whole listing: as few
/// pages as the largest size needs, evenly filled.
constexpr std::int64_t even_page_size(demand wanted, std::int64_t largest) noexcept {
  const auto most = static_cast<demand>(largest);
  if (wanted == 0 || wanted / most >= (unlimited / most) - 1) return largest;
  const demand pages = (wanted + most - 1) / most;
  return static_cast<std::int64_t>((wanted + pages - 1) / pages);
}

/// Returns the page size for `wanted` items by token, where it may follow what remains.
constexpr std::int64_t next_page_size(demand wanted, std::int64_t largest) noexcept {
  return wanted == 0 ? largest : static_cast<std::int64_t>(std::min(wanted, static_cast<demand>(largest)));
}

template <class Paging>
class continuation;

template <class... Places>
class continuation<by_number<Places...>> {
 public:
  using paging = by_number<Places...>;

  explicit continuation(const paging& how) noexcept : how_(how) {}

  template <class Request>
  void prepare(Request& request, demand wanted) {
    if (!walk_) {
      const auto size = is_set(request.*how_.size) ? number_or_one(request.*how_.size)
                                                   : even_page_size(wanted, how_.largest);
      walk_.emplace(is_set(request.*how_.number) ? number_or_one(request.*how_.number) : 1, size);
    }
    set_number(request.*how_.number, walk_->number());
    set_number(request.*how_.size, walk_->size());
  }

  template <class Answer>
  walk_verdict accept(const Answer& answer, std::size_t items, std::size_t fresh) {
    return walk_->accept({.number = number_at(answer, how_.echoed_number),
                          .size = number_at(answer, how_.echoed_size),
                          .total = total_of(answer),
                          .items = items,
                          .fresh = fresh});
  }

  template <class Answer>
  std::optional<std::int64_t> total_of(const Answer& answer) const {
    return number_at(answer, how_.total);
  }

  /// An answer without a list is an empty page only if nothing is missed by it.
  template <class Answer>
  bool may_lack_list(const Answer& answer, bool) const {
    const auto total = total_of(answer);
    return total && (*total == 0 || (walk_->number() - 1) * walk_->size() >= *total);
  }

 private:
  template <class Member>
  static std::int64_t number_or_one(const Member& member) {
    return as_number(member).value_or(1);
  }

  paging how_;
  std::optional<number_walk> walk_{};
};

template <class Send, class Next, class More, class Size>
class continuation<by_token<Send, Next, More, Size>> {
 public:
  using paging = by_token<Send, Next, More, Size>;

  explicit continuation(const paging& how) noexcept : how_(how) {}

  template <class Request>
  void prepare(Request& request, demand wanted) {
    if (!walk_) walk_.emplace(as_text(request.*how_.send).value_or(""));
    if (!walk_->token().empty()) set_token(request.*how_.send, walk_->token());
    if constexpr (has_path<Size>)
      if (!is_set(request.*how_.size)) set_number(request.*how_.size, next_page_size(wanted, how_.largest));
  }

  template <class Answer>
  walk_verdict accept(const Answer& answer, std::size_t items, std::size_t) {
    return walk_->accept({.next = text_at(answer, how_.next),
                          .has_flag = has_path<More>,
                          .more = truth_at(answer, how_.more),
                          .items = items});
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
  paging how_;
  std::optional<token_walk> walk_{};
};

template <>
class continuation<one_page> {
 public:
  explicit continuation(one_page) noexcept {}
  template <class Request>
  void prepare(Request&, demand) {}
  template <class Answer>
  walk_verdict accept(const Answer&, std::size_t, std::size_t) {
    return {.what = walk_verdict::kind::end};
  }
  template <class Answer>
  std::optional<std::int64_t> total_of(const Answer&) const {
    return std::nullopt;
  }
  template <class Answer>
  bool may_lack_list(const Answer&, bool is_null) const {
    return is_null;
  }
};

}  // namespace roster::detail
