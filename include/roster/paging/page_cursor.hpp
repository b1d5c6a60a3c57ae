// SPDX-License-Identifier: BSL-1.0
#pragma once
// The position of a page, as it is written into a request, for any kind of paging.

#include <cstdint>
#include <string>

namespace roster::inline v0 {

/// The position of a page in its list: its number and size, or its token.
struct page_cursor {
  std::int64_t number{};  ///< page numbers only: the page; 0 otherwise
  std::int64_t size{};    ///< page size to request; 0 leaves the user's request unchanged
  std::string token{};    ///< tokens only: the token to send; "" is the beginning

  bool operator==(const page_cursor&) const = default;
};

}  // namespace roster::inline v0
