// SPDX-License-Identifier: BSL-1.0
#pragma once
// Options of watching, and what it reports.

#include <chrono>
#include <cstdint>
#include <optional>
#include <roster/client/runtime.hpp>
#include <roster/failure.hpp>
#include <string>

namespace roster::inline v0 {

/// What happened to an item of a watched list.
enum class change_kind {
  added,    ///< the list has a key that it did not have before
  changed,  ///< the item of a key differs from its previous version
  removed,  ///< a complete listing no longer has the key
};

/// One change of a watched list.
template <class Item>
struct change {
  change_kind kind{};              ///< added, changed or removed
  Item item{};                     ///< its current version; of a removed item the last known one
  std::optional<Item> previous{};  ///< the previous version of a changed item

  friend bool operator==(const change&, const change&) = default;
};

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

/// Options of watch().
struct watch_options {
  /// Treat the items of the first listing as known and emit only later changes; otherwise they are all
  /// emitted as added. Items of a source that fails in it are emitted as added once it recovers.
  bool skip_initial{};
  /// Throw the failure of every poll, not only of those before the first successful listing.
  bool throw_failures{};
  /// The number of polls, failed ones included, after which the changes end; unlimited unless set.
  std::optional<std::uint64_t> max_polls{};
  /// The clock and the sleep between polls; real unless set.
  roster::runtime runtime{};
};

}  // namespace roster::inline v0
