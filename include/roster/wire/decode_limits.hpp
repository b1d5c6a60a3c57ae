// SPDX-License-Identifier: BSL-1.0
#pragma once
// How much of an answer is taken before it is refused: what bounds memory and stack against a hostile server.

#include <cstddef>

namespace roster::inline v0 {

/// The limits of one decoding. The size of the body is bounded before, where it is read.
struct decode_limits {
  std::size_t depth{64};            ///< objects and lists inside of each other, skipped ones too
  std::size_t items{100'000};       ///< entries of one list
  std::size_t members{10'000};      ///< members of one object
  std::size_t text{16U * 1048576};  ///< bytes of one text or name that is kept, after unescaping
};

}  // namespace roster::inline v0
