// SPDX-License-Identifier: BSL-1.0
#pragma once
// What a watch says of each of its sources.

#include <chrono>
#include <optional>
#include <roster/failure.hpp>
#include <string>

namespace roster::inline v0 {

/// A source of a watched list: a target of the fleet, or the whole list where it is no fleet. While a source is stale
/// none of its items is removed, and while it fails none is added or changed either.
struct watched_source {
  std::string name{};  ///< of its origin; "" for a list that is no fleet
  bool stale{};        ///< the last round did not return its complete list
  std::optional<std::chrono::sys_seconds>
      last_complete{};  ///< when its last complete listing began, by the wall clock; nothing before there was one
  std::optional<std::chrono::milliseconds> age{};  ///< the time since then
  std::optional<failure> failed{};                 ///< what it failed with in the last round
  std::string note{};                              ///< why it is stale; "" if it is not
};

}  // namespace roster::inline v0
