// SPDX-License-Identifier: BSL-1.0
#pragma once
// Injecting a fault into a response.

#include <chrono>
#include <cstddef>
#include <functional>
#include <roster/config.hpp>
#include <roster/emulator/detail/cloud_api.hpp>
#include <roster/emulator/faults/fault.hpp>
#include <roster/http/message.hpp>
#include <string>
#include <string_view>

namespace roster::inline v0::emulator::detail {

/// Returns status line and header of a response; `framing` has the header lines that delimit its body.
ROSTER_DECL std::string response_header(const emulated_response& reply, std::string_view framing,
                                        bool keep_alive);

/// Returns the Content-Length line of a body.
inline std::string length_line(std::size_t length) {
  return "Content-Length: " + std::to_string(length) + "\r\n";
}

/// Returns exactly the bytes that are sent. `head_only` omits the body, as for HEAD.
ROSTER_DECL std::string response_bytes(const emulated_response& reply, bool keep_alive, bool head_only);

/// What happens to the connection after the bytes.
enum class afterwards { next_request, close, wait };

/// Bytes in the order in which they are sent.
struct corrupted_response {
  std::string first{};
  std::string garbled{};              ///< below the TLS layer, if there is one
  std::string repeated{};             ///< repeated until the client closes the connection
  std::size_t most{};                 ///< or until this many bytes are sent in total; 0: no limit
  std::chrono::milliseconds every{};  ///< between two bytes of `first`
  afterwards then{afterwards::close};
};

/// Returns the bytes of a corrupted response.
ROSTER_DECL corrupted_response spoil(const emulated_response& reply, bool keep_alive);

/// The errors of a service that faults cause, and how it writes an error.
struct fault_errors {
  cloud_error internal{};
  cloud_error throttled{};
  cloud_error unauthenticated{};
  cloud_error denied{};
  cloud_error not_found{};
  cloud_error bad_request{};
  cloud_error expired_token{};
  std::function<http::response(const rejection&)> respond{};
};

/// Changes `reply`, the response of a service with these errors, and returns how it is delivered.
ROSTER_DECL emulated_response apply_fault(const fault& happens, cloud_response& reply,
                                          const fault_errors& errors);

}  // namespace roster::inline v0::emulator::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/emulator/faults/impl/apply_fault.ipp>
#endif
