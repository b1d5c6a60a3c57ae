// SPDX-License-Identifier: BSL-1.0
#pragma once
// An answer as the bytes that a server sends. Written by hand, since a fault may cut them anywhere.

#include <roster/config.hpp>
#include <roster/emulator/detail/emulated_response.hpp>
#include <string>
#include <string_view>

namespace roster::inline v0::detail {

/// Returns status line and header of an answer, with the lines that tell where its body ends.
ROSTER_DECL std::string answer_head(const emulated_response& reply, std::string_view framing,
                                    bool keep_alive);

/// Returns the line that tells a body's length.
inline std::string length_line(std::size_t length) {
  return "Content-Length: " + std::to_string(length) + "\r\n";
}

/// Returns exactly the bytes that come. `head_only` leaves out the body, as after HEAD.
ROSTER_DECL std::string response_bytes(const emulated_response& reply, bool keep_alive, bool head_only);

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/emulator/impl/response_bytes.ipp>
#endif
