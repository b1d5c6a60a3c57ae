// SPDX-License-Identifier: BSL-1.0
#pragma once
// An answer as the bytes that come when a fault spoils them: what no server would say, said by hand.

#include <chrono>
#include <cstddef>
#include <roster/config.hpp>
#include <roster/emulator/detail/emulated_response.hpp>
#include <string>

namespace roster::inline v0::detail {

/// What becomes of the connection behind the bytes.
enum class afterwards { next_request, close, wait };

/// Bytes in the order in which they come.
struct corrupted_response {
  std::string first{};
  std::string garbled{};              ///< beneath TLS, where there is TLS
  std::string repeated{};             ///< again and again, until the client is gone
  std::size_t most{};                 ///< or until so many bytes have come; 0: without end
  std::chrono::milliseconds every{};  ///< between two bytes of `first`
  afterwards then{afterwards::close};
};

/// Returns the bytes of an answer that is spoilt.
ROSTER_DECL corrupted_response spoil(const emulated_response& reply, bool keep_alive);

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/emulator/impl/corrupted_response.ipp>
#endif
