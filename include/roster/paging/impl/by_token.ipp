// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of by_token.hpp.

#include <roster/paging/detail/by_token.hpp>

#include <roster/escape_for_log.hpp>
#include <utility>

namespace roster::inline v0::detail {

ROSTER_DECL bool token_pager::leads_on(const token_facts& facts) const {
  return facts.more != false && facts.next && !facts.next->empty() && facts.next->size() <= max_token_size &&
         *facts.next != token_ && !sent_.contains(fingerprint_of(*facts.next));
}

ROSTER_DECL page_outcome token_pager::accept(const token_facts& facts) {
  using enum page_outcome::kind;
  const bool has_token = facts.next && !facts.next->empty();
  if (facts.more == false || (!facts.has_flag && !has_token)) return {.what = end};
  if (!has_token && facts.more == true)
    return {
        .what = stuck,
        .note = "missing marker: the service reports more items, but returned no marker of the next page"};
  if (!has_token)
    return {.what = end,
            .incomplete = true,
            .note = "missing continuation flag: the service does not report whether there are more items"};
  if (facts.next->size() > max_token_size)
    return {.what = stuck,
            .note = "marker too large: the marker of the next page has " +
                    std::to_string(facts.next->size()) + " bytes, the limit is " +
                    std::to_string(max_token_size)};
  if (*facts.next == token_ && rules_.same_token_ends) return {.what = end};
  if (*facts.next == token_ || sent_.contains(fingerprint_of(*facts.next)))
    return {
        .what = stuck,
        .note = "repeated marker: the service returned \"" + escape_for_log(*facts.next, 64) + "\" again"};
  const int empty = facts.items == 0 ? empty_pages_ + 1 : 0;
  if (empty > rules_.max_empty_pages)
    return {.what = stuck,
            .note = std::to_string(empty) + " empty pages in a row, although the service reports more items"};
  std::string next = *facts.next;
  sent_.insert(fingerprint_of(token_));
  token_ = std::move(next);
  empty_pages_ = empty;
  return {};
}

}  // namespace roster::inline v0::detail
