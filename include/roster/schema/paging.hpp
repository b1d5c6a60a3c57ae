// SPDX-License-Identifier: BSL-1.0
#pragma once
// How an operation's list is paginated, declared as data; the pagers in paging/ implement it.

#include <cstdint>
#include <roster/schema/path.hpp>

namespace roster::inline v0 {

/// Pagination by page number. `number` and `size` are members of the request, the others are paths in the response.
/// Without `echoed_size` and `total`, only an empty page ends the list, which costs one more request: a service may
/// use a smaller page size than requested.
template <class Number, class Size, class EchoedNumber = detail::no_path, class EchoedSize = detail::no_path,
          class Total = detail::no_path>
struct by_number {
  Number number;
  Size size;
  EchoedNumber echoed_number{};  ///< the page number in the response
  EchoedSize echoed_size{};      ///< the page size that the server applied, after its own limits
  Total total{};                 ///< the number of items on all pages
  std::int64_t largest{100};     ///< the largest documented page size
  std::int64_t first{1};         ///< the number of the first page
  int max_empty_pages{50};       ///< maximum in a row while `total` is not reached
};

/// Pagination by marker or token. `send` and `size` are members of the request, `next` and `more` paths in the
/// response.
template <class Send, class Next, class More = detail::no_path, class Size = detail::no_path>
struct by_token {
  Send send;
  Next next;
  More more{};  ///< whether there are more pages; without it, an empty `next` ends the list
  Size size{};
  std::int64_t largest{100};  ///< the largest documented page size
  bool same_token_ends{};     ///< a response with the token of its request ends the list; otherwise an error
  int max_empty_pages{50};    ///< maximum in a row
};

/// One page holds the whole list.
struct one_page {};

}  // namespace roster::inline v0
