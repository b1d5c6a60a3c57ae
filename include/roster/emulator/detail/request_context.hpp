// SPDX-License-Identifier: BSL-1.0
#pragma once
// The inputs of a response besides the request. Passed in, so that a response is a function of its input.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace roster::inline v0::detail {

/// The time, id and member order for the response to one request.
struct request_context {
  std::chrono::sys_seconds now{};
  std::string request_id{};
  std::optional<std::uint64_t> shuffle{};  ///< seed of a random member order; absent: the documented order
};

}  // namespace roster::inline v0::detail
