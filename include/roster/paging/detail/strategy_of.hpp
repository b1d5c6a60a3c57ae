// SPDX-License-Identifier: BSL-1.0
#pragma once
// The primary template of the paging strategies; the pager uses their common members.

namespace roster::inline v0::detail {

/// The paging strategy of an operation that declares Paging:
///
/// - `next(user, wanted)` returns the cursor of the page to request; the first call starts the listing;
/// - `resume(place, before)` starts at a cursor that `before` items precede;
/// - `write(request, place)` writes a cursor into a request;
/// - `page_size(request)` returns the page size that a request sets, if it sets one;
/// - `accept(answer, items, fresh, reach)` accepts a page; the items of the last `reach` pages would be
///   recognized as duplicates if read again;
/// - `before()` returns how many items precede the next page, where that is known; `index()` returns how many
///   of that page's items have been received;
/// - `likely_pages(wanted)` and `behind(place, pages)` predict the next requests;
/// - `needs_response_for_next` is true if the cursor of the next page is known only from a response; then
///   `follower(user, answer, items, wanted)` returns the cursor in a response that has not been accepted yet.
template <class Paging>
class paging_strategy;

}  // namespace roster::inline v0::detail
