// SPDX-License-Identifier: BSL-1.0
#pragma once
// What the emulator sends back, and how: a plain answer as a client would see it, and what becomes of it on
// its way.

#include <chrono>
#include <cstddef>
#include <optional>
#include <roster/emulator/fault.hpp>
#include <roster/http/response.hpp>

namespace roster::inline v0::detail {

/// How the connection ends before an answer is complete.
enum class broken_by { reset, close };

/// An answer that does not come whole.
struct broken_delivery {
  broken_by how{};
  bool header{};             ///< the header comes whole; otherwise half of it at most
  bool anything{};           ///< at least something comes
  std::size_t body{};        ///< so much of the body comes
  std::size_t overstated{};  ///< Content-Length promises so many bytes that are not there
  bool no_length{};          ///< there is no Content-Length
};

struct emulated_response {
  http::response response{};
  std::chrono::milliseconds wait{};         ///< before the first byte
  std::optional<broken_delivery> broken{};  ///< nothing: it comes whole
  std::optional<fault> spoilt{};            ///< what else happens to its bytes on their way
};

}  // namespace roster::inline v0::detail
