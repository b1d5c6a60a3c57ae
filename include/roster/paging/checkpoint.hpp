// SPDX-License-Identifier: BSL-1.0
#pragma once
// Positions in a listing from which it can be continued.

#include <cstddef>
#include <cstdint>
#include <ostream>
#include <roster/config.hpp>
#include <string>
#include <string_view>

namespace roster::inline v0 {

namespace detail {

/// The position of a page in its list: its number and size, or its token.
struct page_cursor {
  std::int64_t number{};  ///< page numbers only: the page; 0 otherwise
  std::int64_t size{};    ///< page size to request; 0 leaves the user's request unchanged
  std::string token{};    ///< tokens only: the token to send; "" is the beginning

  bool operator==(const page_cursor&) const = default;
};

}  // namespace detail

/// A position between two items of a list. It contains no state of range adaptors: in a resumed listing,
/// `drop(5)` drops five items again. For token paging, it contains the service's marker unchanged. Of the
/// request, it contains only a digest, by which a checkpoint of another request is rejected.
struct checkpoint {
  /// A list that was not begun, one that continues with a page, or one that has ended.
  enum class where { beginning, page, end };

  where at{where::beginning};    ///< the position in the list
  std::string request{};         ///< digest of the request
  detail::page_cursor cursor{};  ///< of the page
  std::int64_t before{};         ///< page numbers only: items on the pages before it
  std::int64_t index{};  ///< items of that page, as the service returned it, that precede the position

  /// Returns the checkpoint as one line of printable ASCII without spaces, suitable for storing anywhere.
  /// Example: checkpoint: survives a round trip through text
  ROSTER_DECL std::string text() const;

  /// Parses the result of text().
  /// Fails: failure(errc::invalid_argument) for anything else, including truncated or modified text.
  /// Example: checkpoint: damaged text is rejected, however it is damaged
  ROSTER_DECL static checkpoint parse(std::string_view text);

  bool operator==(const checkpoint&) const = default;
  friend std::ostream& operator<<(std::ostream& out, const checkpoint& position) {
    return out << position.text();
  }
};

}  // namespace roster::inline v0

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/paging/impl/checkpoint.ipp>
#endif
