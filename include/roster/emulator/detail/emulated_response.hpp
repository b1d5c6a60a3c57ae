// SPDX-License-Identifier: BSL-1.0
#pragma once
// What the emulator sends and how: the response as a client should see it, and what happens to it in transit.

#include <chrono>
#include <cstddef>
#include <optional>
#include <roster/emulator/fault.hpp>
#include <roster/http/response.hpp>

namespace roster::inline v0::detail {

/// How the connection ends before a response is complete.
enum class broken_by { reset, close };

/// An incomplete response.
struct broken_delivery {
  broken_by how{};
  bool header{};             ///< sends the whole header; otherwise at most half of it
  bool anything{};           ///< sends at least something
  std::size_t body{};        ///< bytes of the body that are sent
  std::size_t overstated{};  ///< bytes by which Content-Length exceeds the body
  bool no_length{};          ///< omits Content-Length
};

struct emulated_response {
  http::response response{};
  std::chrono::milliseconds wait{};         ///< before the first byte
  std::optional<broken_delivery> broken{};  ///< absent: complete
  std::optional<fault> spoilt{};            ///< the fault that corrupts the bytes in transit
};

}  // namespace roster::inline v0::detail
