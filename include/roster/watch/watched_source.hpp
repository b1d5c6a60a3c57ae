// SPDX-License-Identifier: BSL-1.0
#pragma once
// The status of a source of a watched list.

#include <chrono>
#include <optional>
#include <roster/failure.hpp>
#include <string>

namespace roster::inline v0 {

/// A source of a watched list: a target of the fleet, or the whole list if it is not a fleet. While a source is
/// stale, no removals of its items are emitted; while it fails, no additions or changes either.
struct watched_source {
  std::string name{};  ///< the target's name; "" for a list that is not a fleet
  bool stale{};        ///< the last poll did not return its complete list
  std::optional<std::chrono::sys_seconds>
      last_complete{};  ///< start of its last complete listing, by the wall clock; nullopt before the first one
  std::optional<std::chrono::milliseconds> age{};  ///< the time since `last_complete`
  std::optional<failure> failed{};                 ///< its failure in the last poll
  std::string note{};                              ///< why it is stale; "" if it is not
};

}  // namespace roster::inline v0
