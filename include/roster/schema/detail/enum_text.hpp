// SPDX-License-Identifier: BSL-1.0
#pragma once
// An enumerator with its text on the wire.

#include <string_view>

namespace roster::inline v0::detail {

/// One enumerator and its text on the wire.
template <class E>
struct enum_text {
  E value;
  std::string_view text;
};

}  // namespace roster::inline v0::detail
