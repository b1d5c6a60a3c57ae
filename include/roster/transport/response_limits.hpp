// SPDX-License-Identifier: BSL-1.0
#pragma once
// How much of an answer is taken before it is refused: apart, for the reader of answers and the client's
// options both speak of it.

#include <cstddef>
#include <cstdint>

namespace roster::inline v0 {

/// Bounds for one answer. Passing one is failure(errc::too_large), and the connection is closed.
struct response_limits {
  std::size_t head{64 * 1024};          ///< bytes of header, interim answers and trailers included
  std::uint64_t body{8 * 1024 * 1024};  ///< bytes of body
  std::uint64_t framing{1024 * 1024};   ///< bytes on the wire beyond `body`: chunk sizes, extensions, header
  unsigned interim{16};                 ///< answers of status 1xx before the real one
};

}  // namespace roster::inline v0
