// SPDX-License-Identifier: BSL-1.0
#pragma once
// What every way of paging is a specialisation of; the walker knows them by the same members.

namespace roster::inline v0::detail {

/// How a list continues whose operation declares Paging:
///
/// - `next(user, wanted)` gives the place of the page to ask for, and begins the walk;
/// - `resume(place, before)` begins it at a place, behind so many items;
/// - `write(request, place)` puts a place into a request;
/// - `page_size(request)` gives how many items a request asks for, where it says so;
/// - `accept(answer, items, fresh, reach)` takes a page, where all items of so many pages would be known again;
/// - `before()` gives how many items come before the next page, where that can be known, and `index()` how many of
///   its own have come;
/// - `likely_pages(wanted)` and `behind(place, pages)` foresee what will be asked for;
/// - `leads_by_answers` tells whether only an answer says where the next page is, and then
///   `follower(user, answer, items, wanted)` gives the place to which one leads that was not taken yet.
template <class Paging>
class paging_strategy;

}  // namespace roster::inline v0::detail
