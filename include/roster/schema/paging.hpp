// SPDX-License-Identifier: BSL-1.0
#pragma once
// How an operation's list continues, declared as data; page/ acts on it.

#include <cstdint>
#include <roster/schema/path.hpp>

namespace roster::inline v0 {

/// Pages with a number. Without `echoed_size` and `total` a list ends at a page without items, since a service may use a
/// smaller size than asked for: one request more. `number` and `size` are members of the request, the rest are places in the answer.
template <class Number, class Size, class EchoedNumber = detail::no_path, class EchoedSize = detail::no_path,
          class Total = detail::no_path>
struct by_number {
  Number number;
  Size size;
  EchoedNumber echoed_number{};  ///< the page that the server says this is
  EchoedSize echoed_size{};      ///< the size that the server used, after its own limits
  Total total{};                 ///< the number of items on all pages
  std::int64_t largest{100};     ///< the largest documented page size
  std::int64_t first{1};         ///< the number of the first page
  int most_empty_pages{50};      ///< in a row, while the total says that there is more
};

/// Pages by a marker or token. `send` and `size` are members of the request, `next` and `more` places in the
/// answer.
template <class Send, class Next, class More = detail::no_path, class Size = detail::no_path>
struct by_token {
  Send send;
  Next next;
  More more{};  ///< "there is more"; without it an empty `next` ends the list
  Size size{};
  std::int64_t largest{100};  ///< the largest documented page size
  bool same_token_ends{};  ///< the token that was sent, once more, means the end; without this it is an error
  int most_empty_pages{50};  ///< in a row, while there is more
};

/// One page holds the whole list.
struct one_page {};

}  // namespace roster::inline v0
