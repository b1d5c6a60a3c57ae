// SPDX-License-Identifier: BSL-1.0
#pragma once
// How an operation's list is paginated, declared as data; the strategies in paging/ implement it.

#include <cstdint>
#include <roster/schema/path.hpp>
#include <string_view>

namespace roster::inline v0 {

/// Pagination by page number. `number` and `size` are members of the request, or paths to nested ones; the
/// others are paths in the response, or headers of the response. Without `more`, `pages`, `echoed_size` and `total`, only an empty page ends the list,
/// which costs one more request: a service may use a smaller page size than requested.
template <class Number = detail::no_path, class Size = detail::no_path, class EchoedNumber = detail::no_path,
          class EchoedSize = detail::no_path, class Total = detail::no_path, class More = detail::no_path,
          class Pages = detail::no_path>
struct by_number {
  Number number{};                  ///< required
  Size size{};                      ///< the parameter for the items on a page
  EchoedNumber echoed_number{};     ///< the page number in the response
  EchoedSize echoed_size{};         ///< the page size that the server applied, after its own limits
  Total total{};                    ///< the number of items on all pages
  More more{};                      ///< whether there are more pages
  Pages pages{};                    ///< the number of pages
  std::int64_t max_page_size{100};  ///< the largest documented page size
  std::int64_t first{1};            ///< the number of the first page
  int max_empty_pages{50};          ///< maximum in a row while `total` is not reached
  unsigned ended_by_status{};  ///< the status of a page after the last one, such as 404; 0: an empty page
};

/// Pagination by the number of items to skip. `offset` and `size` are members of the request, the others are paths in
/// the response, or headers of the response. Without `more`, `echoed_size` and `total`, only an empty page ends the
/// list.
template <class Offset = detail::no_path, class Size = detail::no_path, class EchoedSize = detail::no_path,
          class Total = detail::no_path, class More = detail::no_path>
struct by_offset {
  Offset offset{};                  ///< required
  Size size{};                      ///< required
  EchoedSize echoed_size{};         ///< the page size that the server applied, after its own limits
  Total total{};                    ///< the number of items on all pages
  More more{};                      ///< whether there are more pages
  std::int64_t max_page_size{100};  ///< the largest documented page size
  bool aligned{};  ///< the offset has to be a multiple of the size; otherwise it counts received items
  int max_empty_pages{50};     ///< maximum in a row while `total` is not reached
  unsigned ended_by_status{};  ///< the status of a page after the last one, such as 404; 0: an empty page
};

/// How a service reports that the token of a page has expired, for `expired` of by_token. What a listing does then is
/// `list_options::on_expired_token`.
template <class Recovery = detail::no_path>
struct token_expiry {
  unsigned status{};        ///< required; the status of the response, such as 410
  std::string_view code{};  ///< the error code of the response; "": any
  /// A path to a token that continues the list with its present state, or a header of the error response. The path begins
  /// in a struct that describes the error, or in the response.
  Recovery recovery{};
};

/// Pagination by marker or token. `send` and `size` are members of the request, or paths to nested ones; the others are paths in the response,
/// or headers of the response.
template <class Send = detail::no_path, class Next = detail::no_path, class More = detail::no_path,
          class Size = detail::no_path, class Total = detail::no_path, class Remaining = detail::no_path,
          class Expired = detail::no_path>
struct by_token {
  Send send{};    ///< required
  Next next{};    ///< required
  More more{};    ///< whether there are more pages; without it, an empty `next` ends the list
  Size size{};    ///< the parameter for the items on a page
  Total total{};  ///< the number of items on all pages, for the report
  /// The number of items on later pages. An estimate: it sets the total of the report, and a list that ends earlier is
  /// not incomplete.
  Remaining remaining{};
  std::int64_t max_page_size{100};  ///< the largest documented page size
  bool
      repeated_token_ends_list{};  ///< a response with the token of its request ends the list; otherwise an error
  std::string_view end_token{};  ///< a token that ends the list, such as "-1", besides an empty one
  int max_empty_pages{50};       ///< maximum in a row
  Expired expired{};             ///< a token_expiry; without it, an expired token is an error like any other
};

/// Pagination by the key of the last item: the next page begins after it. The operation has to declare its `key`.
/// `send` and `size` are members of the request, `more` and `total` are paths in the response. Without `more`, only an
/// empty page ends the list. Pages cannot be prefetched, since the next request depends on an item.
template <class Send = detail::no_path, class More = detail::no_path, class Size = detail::no_path,
          class Total = detail::no_path>
struct by_last_item {
  Send send{};                      ///< required
  More more{};                      ///< whether there are more pages
  Size size{};                      ///< the parameter for the items on a page
  Total total{};                    ///< the number of items on all pages, for the report
  std::int64_t max_page_size{100};  ///< the largest documented page size
};

/// Pagination by the URL of the next page in the response. It replaces path and query of the request; a relative URL
/// is resolved against them. A URL of another origin is an error: credentials are never sent there. `size` is a member
/// of the first request.
/// Source: RFC 3986, 5.2.
template <class Next = detail::no_path, class Size = detail::no_path, class Total = detail::no_path>
struct by_next_url {
  Next next{};                      ///< required; absent, null and "" end the list
  Size size{};                      ///< the parameter for the items on a page
  Total total{};                    ///< the number of items on all pages, for the report
  std::int64_t max_page_size{100};  ///< the largest documented page size
  int max_empty_pages{50};          ///< maximum in a row
};

/// Pagination by the header Link with rel="next", as by_next_url.
/// Source: RFC 8288.
template <class Size = detail::no_path, class Total = detail::no_path>
struct by_link_header {
  Size size{};                      ///< the parameter for the items on a page
  Total total{};                    ///< the number of items on all pages, for the report
  std::int64_t max_page_size{100};  ///< the largest documented page size
  int max_empty_pages{50};          ///< maximum in a row
};

/// One page holds the whole list.
struct one_page {};

// Custom pagination is any other type with `first`, `send` and `next`; see received_page, which it reads.
struct received_page;

}  // namespace roster::inline v0
