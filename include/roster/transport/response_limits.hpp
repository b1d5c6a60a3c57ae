// SPDX-License-Identifier: BSL-1.0
#pragma once
// Size limits of a response; a separate header, since both the response reader and the client options use them.

#include <cstddef>
#include <cstdint>

namespace roster::inline v0 {

/// Size limits of one response. Exceeding one is failure(errc::too_large), and the connection is closed.
struct response_limits {
  std::size_t max_header{64 * 1024};  ///< bytes of header, including informational responses and trailers
  std::uint64_t max_body{8 * 1024 * 1024};  ///< bytes of the body
  std::uint64_t max_overhead{
      1024 * 1024};  ///< bytes on the wire in addition to `max_body`: chunk sizes, extensions, header
  unsigned max_informational{16};  ///< informational (1xx) responses before the final one
};

}  // namespace roster::inline v0
