// SPDX-License-Identifier: BSL-1.0
#pragma once
// The settings of watch() besides the list, the interval and the key.

#include <cstdint>
#include <optional>
#include <roster/client/runtime.hpp>

namespace roster::inline v0 {

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
