// SPDX-License-Identifier: BSL-1.0
#pragma once
// Identifies the source of one of several lists.

#include <roster/config.hpp>
#include <string>

namespace roster::inline v0 {

/// Identifies a list of a fleet. Members that are the same for all lists may be left empty.
struct origin {
  std::string name{};  ///< for messages; if empty, the other members joined by spaces
  std::string account{};
  std::string region{};
  std::string endpoint{};
  std::string version{};  ///< of the protocol
};

namespace detail {

/// Returns the origin with its name filled in.
/// Example: origin: has a name, which defaults to the joined other members
ROSTER_DECL origin with_name(origin from);

}  // namespace detail

}  // namespace roster::inline v0

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/paging/impl/source_name.ipp>
#endif
