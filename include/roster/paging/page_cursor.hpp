// SPDX-License-Identifier: BSL-1.0
#pragma once
// Where a page is in its list: what paging puts into a request, whatever the API pages by.

#include <cstdint>
#include <string>

namespace roster::inline v0 {

/// The position of a page in its list: its number and size, or its token.
struct page_cursor {
  std::int64_t number{};  ///< by number: the page, from 1; 0 otherwise
  std::int64_t size{};    ///< the page size to ask for; 0 where the request stays as the user made it
  std::string token{};    ///< by token: what to send; "" is the beginning

  bool operator==(const page_cursor&) const = default;
};

}  // namespace roster::inline v0
