// SPDX-License-Identifier: BSL-1.0
#pragma once
// The paging strategy of an operation.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <roster/paging/checkpoint.hpp>
#include <roster/paging/page.hpp>
#include <roster/schema/paging.hpp>
#include <string>

namespace roster::inline v0::detail {

/// Returns the note about a list that ended with fewer items than the service reported.
inline std::string fewer_items(std::int64_t got, std::int64_t total) {
  return "the service reported a total of " + std::to_string(total) + " items, but returned " +
         std::to_string(got);
}

/// The paging strategy of an operation that declares Paging, as its member `type`:
///
/// - `next(user, wanted)` returns the cursor of the page to request; the first call starts the listing;
/// - `resume(cursor, before)` starts at a cursor that `before` items precede;
/// - `write(request, cursor)` writes a cursor into a request;
/// - `page_size(request)` returns the page size that a request sets, if it sets one;
/// - `accept(response, items, fresh, reach)` accepts a page; the items of the last `reach` pages would be
///   recognized as duplicates if read again;
/// - `before()` returns how many items precede the next page, where that is known; `index()` returns how many
///   of that page's items have been received;
/// - `likely_pages(wanted)` and `after(cursor, pages)` predict the next requests;
/// - `is_numbered` is true if the next cursor does not depend on the response, so that a service may ignore it;
/// - `predicts_from_response` is true if a response whose items are not decoded says what is requested next; then
///   `follower(user, response, items, wanted)` returns that cursor before the response is accepted;
/// - `accepted_status(cursor)` returns an error status that a response for that page may have, 0 for none: it is the end of
///   the list, or, if `restart` and `resume_with` continue after an expired token, that of a token_expiry.
template <class Paging>
struct strategy_of;

template <class Paging>
using paging_strategy = typename strategy_of<Paging>::type;

/// The paging strategy of lists that have a single page.
class one_page_strategy {
 public:
  static constexpr bool is_numbered = false;
  static constexpr bool predicts_from_response = false;

  explicit one_page_strategy(one_page) noexcept {}
  template <class Request>
  page_cursor next(const Request&, demand) {
    return {};
  }
  void resume(const page_cursor&, std::int64_t) {}
  template <class Request>
  void write(Request&, const page_cursor&) const {}
  template <class Request>
  std::optional<std::int64_t> page_size(const Request&) const {
    return std::nullopt;
  }
  template <class Response>
  page_outcome accept(const Response&, std::size_t, std::size_t, std::size_t) {
    return {.what = page_outcome::kind::end};
  }
  std::int64_t before() const noexcept { return 0; }
  std::int64_t index() const noexcept { return 0; }
  std::size_t likely_pages(demand) const noexcept { return 1; }
  page_cursor after(page_cursor cursor, std::size_t) const { return cursor; }
  template <class Response>
  std::optional<std::int64_t> total_of(const Response&) const {
    return std::nullopt;
  }
  unsigned accepted_status(const page_cursor&) const noexcept { return 0; }
  template <class Response>
  bool may_lack_list(const Response&, bool is_null) const {
    return is_null;
  }
};

template <>
struct strategy_of<one_page> {
  using type = one_page_strategy;
};

}  // namespace roster::inline v0::detail
