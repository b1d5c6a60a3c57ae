// SPDX-License-Identifier: BSL-1.0
#pragma once
// Where a list among many comes from.

#include <roster/config.hpp>
#include <string>

namespace roster::inline v0 {

/// What tells a list of a fleet from the others. Members that all have in common may be left empty.
struct origin {
  std::string name{};  ///< for messages; the other members with spaces between them unless set
  std::string account{};
  std::string region{};
  std::string endpoint{};
  std::string version{};  ///< of the protocol
};

namespace detail {

/// Returns the origin with a name.
/// Example: origin: has a name, made of its parts unless it was given one
ROSTER_DECL origin with_name(origin from);

}  // namespace detail

}  // namespace roster::inline v0

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/paging/impl/source_name.ipp>
#endif
