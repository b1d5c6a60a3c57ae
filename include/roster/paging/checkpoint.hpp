// SPDX-License-Identifier: BSL-1.0
#pragma once
// A position in a list as a value and as text, with which another listing of the same request goes on.

#include <cstddef>
#include <cstdint>
#include <roster/config.hpp>
#include <roster/paging/page_cursor.hpp>
#include <string>
#include <string_view>

namespace roster::inline v0 {

/// A place between two items of a service's list. It holds nothing of a range's adaptors: who goes on from it
/// and pipes `drop(5)` drops five again. The service's marker, where it pages by one, is in it as it is; of the
/// request there is a digest only, so that a checkpoint of another request is refused.
struct checkpoint {
  enum class where { beginning, page, end };

  where at{where::beginning};
  std::string request{};  ///< the digest of the request
  page_cursor place{};    ///< of the page
  std::int64_t before{};  ///< by number: items on the pages before it
  std::int64_t index{};   ///< items of that page, as the service gave them, that are behind us

  /// Returns it as one line of printable ASCII without spaces, to be kept anywhere.
  /// Example: checkpoint: is the same after a way through text
  ROSTER_DECL std::string text() const;

  /// Reads what text() wrote.
  /// Fails: failure(errc::invalid_argument) for anything else, cut or changed text included.
  /// Example: checkpoint: damaged text is refused, whatever the damage
  ROSTER_DECL static checkpoint parse(std::string_view text);

  bool operator==(const checkpoint&) const = default;
};

}  // namespace roster::inline v0

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/paging/impl/checkpoint.ipp>
#endif
