// SPDX-License-Identifier: BSL-1.0
#pragma once
// What a user may say about one generic call besides what is called.

#include <chrono>
#include <optional>
#include <roster/config.hpp>

namespace roster::inline v0 {

/// Options of one generic call: whether it may be retried, and how long it may take.
struct call_options {
  bool read{};  ///< the call changes nothing: it is repeated as the pages of a listing are
  /// For the whole call, repetitions included.
  /// Units: milliseconds.
  std::optional<std::chrono::milliseconds> deadline{};
};

}  // namespace roster::inline v0
