// SPDX-License-Identifier: BSL-1.0
#pragma once
// The bytes of a response that a fault corrupts, built by hand: no HTTP library writes invalid responses.

#include <chrono>
#include <cstddef>
#include <roster/config.hpp>
#include <roster/emulator/detail/emulated_response.hpp>
#include <string>

namespace roster::inline v0::detail {

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

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/emulator/impl/corrupted_response.ipp>
#endif
