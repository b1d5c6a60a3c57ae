// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of by_token.hpp.

#include <roster/paging/detail/by_token.hpp>

#include <roster/escape_for_log.hpp>
#include <utility>

namespace roster::inline v0::detail {

ROSTER_DECL bool token_pager::leads_on(const token_facts& facts) const {
  return facts.more != false && has_token(facts) && facts.next->size() <= rules_.max_size &&
         *facts.next != token_ && !sent_.contains(fingerprint_of(*facts.next));
}

inline void token_pager::advance(std::string next) {
  sent_.insert(fingerprint_of(token_));
  token_ = std::move(next);
}

ROSTER_DECL bool token_pager::recover(std::string token) {
  if (!leads_on({.next = token})) return false;
  advance(std::move(token));
  return true;
}

ROSTER_DECL page_outcome token_pager::accept(const token_facts& facts) {
  using enum page_outcome::kind;
  if (facts.malformed)
    return {.what = malformed, .note = "malformed header Link, which may have the URL of the next page"};
  const bool is_named = has_token(facts);
  if (facts.more == false || (!facts.has_flag && !is_named)) return {.what = end};
  if (!is_named && facts.more == true)
    return {
        .what = stuck,
        .note = "missing marker: the service reports more items, but returned no marker of the next page"};
  if (!is_named)
    return {.what = end,
            .incomplete = true,
            .note = "missing continuation flag: the service does not report whether there are more items"};
  const std::string name = rules_.is_url ? "next-page URL" : "marker";
  if (facts.next->size() > rules_.max_size)
    return {.what = stuck,
            .note = name + " too large: " + (rules_.is_url ? "it has " : "the marker of the next page has ") +
                    std::to_string(facts.next->size()) + " bytes, the limit is " +
                    std::to_string(rules_.max_size)};
  if (*facts.next == token_ && rules_.repeated_token_ends_list) return {.what = end};
  if (*facts.next == token_ || sent_.contains(fingerprint_of(*facts.next)))
    return {
        .what = stuck,
        .note = "repeated " + name +
                (rules_.is_url ? std::string(": the service returned it again")
                               : ": the service returned \"" + escape_for_log(*facts.next, 64) + "\" again")};
  const int empty = facts.items == 0 ? empty_pages_ + 1 : 0;
  if (empty > rules_.max_empty_pages)
    return {.what = stuck,
            .note = std::to_string(empty) + " empty pages in a row, although the service reports more items"};
  advance(*facts.next);
  empty_pages_ = empty;
  return {};
}

}  // namespace roster::inline v0::detail
