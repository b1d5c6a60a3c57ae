// SPDX-License-Identifier: BSL-1.0
#pragma once
// Options of a single listing or call.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <roster/config.hpp>
#include <roster/http/url.hpp>
#include <roster/paging/checkpoint.hpp>
#include <roster/paging/dedup.hpp>
#include <roster/paging/report.hpp>
#include <string>
#include <utility>
#include <vector>

namespace roster::inline v0 {

/// What a listing does when the service no longer accepts the token of the next page. Only for operations that declare
/// how that is reported, as `expired` of their paging.
enum class on_expired_token {
  /// The listing fails, as with any rejected request.
  fail,
  /// The list is read again from its beginning, at most three times, and items that were delivered before are dropped by
  /// their key. The keys of all items are remembered from the start, as with dedup::all_pages. Items that were removed
  /// meanwhile have been delivered, so the report has `drift`. A listing that was resumed, or whose request has a token,
  /// fails: the items before it are not known.
  restart,
  /// The list is continued with a token from the error response: later items are those of another state of the list, so
  /// the report has `drift`: an item that changed may be delivered twice or missed, as the service defines it.
  resume
};

/// Options of one listing: deadline, prefetching, limits, where to resume.
struct list_options {
  /// For the whole listing, from its first await.
  /// Units: milliseconds.
  std::optional<std::chrono::milliseconds> deadline{};
  /// The number of pages to fetch before the consumer needs them. By page number or offset this many are fetched
  /// concurrently, once the first page has reported how many there are. Where a page names the next one (by token, URL or
  /// Link header), only the next one is fetched; by the last item, none. 0: none, and no request is made that the
  /// consumer does not need.
  std::size_t prefetch{};
  /// Whether to skip members that cannot be decoded: a member of an item whose JSON type does not match the schema is
  /// then absent and counted in the report, and does not fail the listing. An item without an id is delivered, while a
  /// strict listing fails. An item that is not an object fails the listing in any case.
  /// Example: lenient listing: a member of another type is skipped, counted and named
  bool lenient{};
  /// How many pages back repeated items are recognized and dropped. The last two pages are enough for a list in which
  /// at most one item is added or removed between two requests.
  roster::dedup dedup{};
  /// What happens when the token of a page expires before it is sent.
  /// Fails: failure(errc::invalid_argument) at the first await, for `restart` of items without a key and `resume` where
  /// the operation does not declare a recovery token.
  /// Example: expired tokens: a listing restarts at any page, and returns every item once
  roster::on_expired_token on_expired_token{};
  /// The maximum number of items that the listing delivers, before any adaptor. A page that would exceed it fails
  /// with errc::too_large; the items before it stay valid. Unset: no limit, and a service whose total keeps growing
  /// can make the listing endless unless there is a deadline.
  /// Example: listing: an endless list fails at max_items
  std::optional<std::uint64_t> max_items{};
  /// The maximum number of pages, including those that are read again. Needing one more fails with errc::too_large,
  /// before it is requested (unless it was prefetched). Unset: no limit.
  /// Example: listing: an endless list fails at max_pages
  std::optional<std::uint64_t> max_pages{};
  /// The maximum number of items of one page, and of entries of any list in it; more fail with errc::too_large.
  /// Unset: 50 times the requested page size, at least 10,000 and at most 100,000; 100,000 where no size is
  /// requested.
  /// Example: listing: a page of far more items than requested is rejected
  std::optional<std::size_t> max_page_items{};
  /// Where to resume: the `checkpoint()` of a range over the same request.
  std::optional<checkpoint> resume{};
  /// Query parameters that the schema does not have, as name and value, not encoded.
  http::detail::query_list extra_query{};
  /// Members of a JSON body that the schema does not have, as name and JSON text.
  std::vector<std::pair<std::string, std::string>> extra_body{};
};

/// Options of one call: whether it may be retried, its deadline, and how its response is decoded.
struct call_options {
  /// The call changes nothing: it is retried like the page requests of a listing. Not needed for a call whose operation
  /// declares that it is idempotent, as every GET does.
  bool read{};
  /// For the whole call, retries included.
  /// Units: milliseconds.
  std::optional<std::chrono::milliseconds> deadline{};
  /// Whether to skip members that cannot be decoded, as in a listing; the key of the response may then be absent, too.
  /// Ignored by a generic call.
  bool lenient{};
  /// Receives the counters, even if the call fails: requests, retries, bytes and skipped members are added to it.
  /// Ignored by a generic call.
  std::shared_ptr<roster::report> report{};
};

}  // namespace roster::inline v0
