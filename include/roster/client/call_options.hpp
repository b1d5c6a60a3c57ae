// SPDX-License-Identifier: BSL-1.0
#pragma once
// Options of one generic call.

#include <chrono>
#include <optional>
#include <roster/config.hpp>

namespace roster::inline v0 {

/// Options of one generic call: whether it may be retried, and its deadline.
struct call_options {
  bool read{};  ///< the call changes nothing: it is retried like the page requests of a listing
  /// For the whole call, retries included.
  /// Units: milliseconds.
  std::optional<std::chrono::milliseconds> deadline{};
};

}  // namespace roster::inline v0
