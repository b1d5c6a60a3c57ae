// SPDX-License-Identifier: BSL-1.0
#pragma once
// The text of a member that is a string or an integer.

#include <optional>
#include <roster/schema/kind.hpp>
#include <string>

namespace roster::inline v0::detail {

/// Returns the text of a string or an integer, or of an optional one; std::nullopt if it is absent.
template <class T>
std::optional<std::string> as_text(const T& member) {
  if constexpr (kind_of<T> == kind::optional)
    return member ? as_text(*member) : std::nullopt;
  else if constexpr (kind_of<T> == kind::integer)
    return std::to_string(member);
  else
    return member;
}

}  // namespace roster::inline v0::detail
