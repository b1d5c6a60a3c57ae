// SPDX-License-Identifier: BSL-1.0
#pragma once
// What makes one answer of the emulator differ from the next. Passed in, so that answering is a function of
// its input.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace roster::inline v0::detail {

/// The moment at which a request arrives.
struct request_context {
  std::chrono::sys_seconds now{};
  std::string request_id{};
  std::optional<std::uint64_t> shuffle{};  ///< seed of a random member order; absent: the documented order
};

}  // namespace roster::inline v0::detail
