// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of by_number.hpp.

#include <roster/paging/detail/by_number.hpp>

#include <algorithm>
#include <limits>
#include <string>

namespace roster::inline v0::detail {

inline constexpr int max_stale_pages = 3;
inline constexpr int max_steps_back = 50;
inline constexpr std::int64_t max_believable_size = 1'000'000;

inline bool believable(const std::optional<std::int64_t>& size) noexcept {
  return size && *size > 0 && *size <= max_believable_size;
}

inline std::string total_note(double before, std::int64_t got, std::int64_t total) {
  const auto begun_at = static_cast<std::int64_t>(std::clamp(before, 0.0, 1e15));
  return fewer_items(got, total) + (begun_at == 0 ? "" : " after the first " + std::to_string(begun_at));
}

ROSTER_DECL std::size_t page_number_pager::likely_pages(demand wanted) const noexcept {
  if (furthest_ == 0) return 1;
  // A server that does not report its page size may use a smaller one; it never returns more than the largest
  // page received.
  const auto size = static_cast<demand>((std::max<std::int64_t>)(echoes_size_ ? size_ : fullest_, 1));
  auto items = wanted;
  if (total_) {
    const auto left = (std::max)(static_cast<double>(*total_) - before(), 0.0);
    items = (std::min)(items, static_cast<demand>(left));
  }
  const auto pages = items / size + (items % size != 0 ? 1 : 0);
  return static_cast<std::size_t>(std::clamp<demand>(pages, 1, (std::numeric_limits<std::size_t>::max)()));
}

ROSTER_DECL bool page_number_pager::past_end(const number_facts& facts) const noexcept {
  const auto total = facts.total ? facts.total : total_;
  const auto begin =
      rules_.by_items ? before() : static_cast<double>(number() - rules_.first) * static_cast<double>(size_);
  return total && begin >= static_cast<double>(*total);
}

/// Returns the page size that the service uses: the reported one, or the size of the largest page received.
ROSTER_DECL std::int64_t page_number_pager::size_in_use() const noexcept {
  return echoes_size_ || fullest_ == 0 ? size_ : fullest_;
}

/// Returns the index of the next page's first item, from its number and the page size that the service uses.
ROSTER_DECL double page_number_pager::begin_of_next() const noexcept {
  if (rules_.by_items) return before();
  return static_cast<double>(number() - rules_.first) * static_cast<double>(size_in_use());
}

/// Returns whether the service returned its last page again, with the number of that page, for a later
/// number.
ROSTER_DECL bool page_number_pager::repeats_last_page(const number_facts& facts) const noexcept {
  const auto total = facts.total ? facts.total : total_;
  return page() != 0 && is_stale(facts) && facts.number && *facts.number == number() - 1 &&
         (!total || offset() + static_cast<double>(fresh_) >= static_cast<double>(*total));
}

ROSTER_DECL void page_number_pager::note_changes(const number_facts& facts, page_outcome& verdict) {
  if (furthest_ == 0 && believable(facts.size)) {
    size_ = *facts.size;
    echoes_size_ = true;
  }
  if (facts.total && *facts.total >= 0) {
    if (total_ && *total_ != *facts.total) {
      known_ -= (std::max<std::int64_t>)(*total_ - *facts.total, 0);
      total_changed_ = verdict.drift = true;
      verdict.note =
          "the total changed from " + std::to_string(*total_) + " to " + std::to_string(*facts.total);
    }
    total_ = facts.total;
  }
}

/// Some servers echo the number of items on the last page; a different size is drift only on an earlier page.
ROSTER_DECL void page_number_pager::note_size(const number_facts& facts, page_outcome& verdict) const {
  if (!believable(facts.size) || *facts.size == size_) return;
  verdict.drift = true;
  verdict.note = "the page size changed from " + std::to_string(size_) + " to " + std::to_string(*facts.size);
}

ROSTER_DECL bool page_number_pager::goes_on(const number_facts& facts, page_outcome& verdict) const {
  const auto items = static_cast<std::int64_t>(facts.items);
  if (facts.more) return *facts.more;
  if (!total_) return items != 0 && (!echoes_size_ || items >= size_);
  const double seen = before();
  const auto total = static_cast<double>(*total_);
  if (items == 0) return seen < total && begin_of_next() < total;
  if (seen > total) {  // more items than the total: the total is wrong, and the list may continue
    verdict.drift = true;
    verdict.note = total_note(offset(), starts_.back(), *total_);
    return items >= (echoes_size_ ? size_ : fullest_);
  }
  // At a full page, a changed total does not end the list.
  return seen < total || (items >= size_ && total_changed_);
}

/// Steps back to the page that may contain items that moved forward, but only over pages whose items would be
/// recognized as duplicates.
ROSTER_DECL bool page_number_pager::steps_back(std::size_t reach, page_outcome& verdict) {
  const auto closest_match = furthest_ - (std::min)(reach, furthest_);
  if (known_ >= starts_.back() || page() <= closest_match) return false;
  if (++steps_back_ > max_steps_back) {
    verdict.note = "the list changes faster than it can be read";
    return false;
  }
  while (page() > closest_match && starts_.back() > known_) starts_.pop_back();
  known_ = (std::max)(known_, starts_.back());
  return true;
}

ROSTER_DECL void page_number_pager::take(const number_facts& facts, bool other_page, page_outcome& verdict) {
  using enum page_outcome::kind;
  fresh_ += static_cast<std::int64_t>(facts.fresh);
  const auto items = other_page ? 0 : static_cast<std::int64_t>(facts.items);
  fullest_ = (std::max)(fullest_, items);
  // An empty page takes the place of a full one, if items can follow.
  const bool is_gap = rules_.by_items && items == 0 && facts.more.value_or(total_.has_value());
  starts_.push_back(known_ = starts_.back() + (is_gap ? size_in_use() : items));
  empty_pages_ = facts.items == 0 ? empty_pages_ + 1 : 0;
  if (!verdict.again) {
    steps_back_ = (std::max)(steps_back_ - 1, 0);
    stale_pages_ = is_stale(facts) ? stale_pages_ + 1 : 0;
  }
  furthest_ = (std::max)(furthest_, page());
  if (!other_page && goes_on(facts, verdict)) return note_size(facts, verdict);
  verdict.what = end;
  if (total_ && offset() + static_cast<double>(fresh_) < static_cast<double>(*total_)) {
    verdict.incomplete = true;
    verdict.note = total_note(offset(), fresh_, *total_);
  }
}

ROSTER_DECL page_outcome page_number_pager::accept(const number_facts& facts) {
  using enum page_outcome::kind;
  const bool other_page = facts.number && *facts.number != number();
  if (other_page && !past_end(facts) && !repeats_last_page(facts))
    return {.what = stuck,
            .note = "requested page " + std::to_string(number()) + ", the service returned page " +
                    std::to_string(*facts.number)};
  page_outcome verdict{.again = page() < furthest_};
  if (is_stale(facts) && !verdict.again && stale_pages_ == max_stale_pages)
    return {.what = stuck, .note = "page " + std::to_string(number()) + " has only items of earlier pages"};
  const bool reports_more = facts.more ? *facts.more : !past_end(facts) && (facts.total || total_);
  if (facts.items == 0 && empty_pages_ >= rules_.max_empty_pages && reports_more)
    return {.what = stuck,
            .note = std::to_string(empty_pages_ + 1) +
                    " empty pages in a row, although the service reports more items"};
  note_changes(facts, verdict);
  if (steps_back(facts.reach, verdict))
    verdict.what = back;
  else
    take(facts, other_page, verdict);
  return verdict;
}

}  // namespace roster::inline v0::detail
