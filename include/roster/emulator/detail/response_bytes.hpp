// SPDX-License-Identifier: BSL-1.0
#pragma once
// A response as the bytes that a server sends. Serialized by hand, since a fault may cut it anywhere.

#include <roster/config.hpp>
#include <roster/emulator/detail/emulated_response.hpp>
#include <string>
#include <string_view>

namespace roster::inline v0::detail {

/// Returns status line and header of a response; `framing` has the header lines that delimit its body.
ROSTER_DECL std::string answer_head(const emulated_response& reply, std::string_view framing,
                                    bool keep_alive);

/// Returns the Content-Length line of a body.
inline std::string length_line(std::size_t length) {
  return "Content-Length: " + std::to_string(length) + "\r\n";
}

/// Returns exactly the bytes that are sent. `head_only` omits the body, as for HEAD.
ROSTER_DECL std::string response_bytes(const emulated_response& reply, bool keep_alive, bool head_only);

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/emulator/impl/response_bytes.ipp>
#endif
