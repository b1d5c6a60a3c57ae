// SPDX-License-Identifier: BSL-1.0
#pragma once
// Limits of decoding: they bound memory and stack against a malicious server.

#include <cstddef>

namespace roster::inline v0 {

/// The limits of decoding one document. The size of the body is limited when it is received.
struct decode_limits {
  std::size_t depth{64};            ///< nesting depth of objects and lists, skipped ones included
  std::size_t items{100'000};       ///< entries of one list
  std::size_t members{10'000};      ///< members of one object
  std::size_t text{16U * 1048576};  ///< bytes of one string or name that is kept, after unescaping
};

}  // namespace roster::inline v0
