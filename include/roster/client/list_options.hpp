// SPDX-License-Identifier: BSL-1.0
#pragma once
// What a user may say about one listing besides the request itself.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <roster/config.hpp>
#include <roster/http/query.hpp>
#include <roster/paging/checkpoint.hpp>
#include <roster/paging/dedup.hpp>
#include <string>
#include <utility>
#include <vector>

namespace roster::inline v0 {

/// Options of one listing: deadline, prefetching, limits, where to resume.
struct list_options {
  /// For the whole listing, from its first await.
  /// Units: milliseconds.
  std::optional<std::chrono::milliseconds> deadline{};
  /// How many pages are fetched before they are asked for: by page number so many at once, once the first page has
  /// said how many there are; by marker only the next one. 0: none, and no request is made that the consumer does
  /// not need.
  std::size_t prefetch{};
  /// Leave out what cannot be read: a member of an item that is of another kind than the schema says is absent then,
  /// counted in the report, and does not cost the listing. An item that is no object still does;
  /// one without its key is delivered, and otherwise costs the listing, too.
  /// Example: lenient listing: a member of another kind is left out, counted and named
  bool lenient{};
  /// How far back items that come again are known, and left out. Those of the last two pages are enough for a list
  /// in which at most one item comes or goes between two requests.
  roster::duplicates duplicates{};
  /// The most items that the listing delivers, before any adaptor. A page with which there would be more fails with
  /// errc::too_large; the items before it stay valid. Unset: no limit, and a service whose total grows can go on for
  /// ever unless there is a deadline.
  /// Example: listing: a list that does not end is refused at the limit of its items
  std::optional<std::uint64_t> max_items{};
  /// The most pages, those included that are read again. Needing one more fails with errc::too_large, before it is
  /// requested (unless it was prefetched). Unset: no limit.
  /// Example: listing: a list that does not end is refused at the limit of its pages
  std::optional<std::uint64_t> max_pages{};
  /// The most items of one page, and entries of any list in it; more fail with errc::too_large.
  /// Unset: 50 times the requested page size, at least 10,000 and at most 100,000; 100,000 where no size is requested.
  /// Example: listing: a page of far more items than were requested is refused
  std::optional<std::size_t> max_page_items{};
  /// Where to go on: what `checkpoint()` of a range over the same request gave.
  std::optional<checkpoint> resume{};
  /// Query parameters that the schema does not know yet, as name and value, not encoded.
  http::query_list extra_query{};
  /// Members of a JSON body that the schema does not know yet, as name and JSON text.
  std::vector<std::pair<std::string, std::string>> extra_body{};
};

}  // namespace roster::inline v0
