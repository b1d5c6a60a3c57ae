// SPDX-License-Identifier: BSL-1.0
#pragma once
// What a user may say about watching besides the list, the interval and the key.

#include <cstdint>
#include <optional>
#include <roster/client/runtime.hpp>

namespace roster::inline v0 {

/// Options of watch().
struct watch_options {
  /// Take the items of the first listing as known, and tell what changes after it; otherwise they are all added. Those
  /// of a source that fails in it are added once it comes back.
  bool skip_initial{};
  /// Throw the failure of every round, and not only of those before the first listing that succeeds.
  bool throw_failures{};
  /// After how many rounds, failed ones included, the changes end; never unless set.
  std::optional<std::uint64_t> rounds{};
  /// The clock and the sleep between rounds; real unless set.
  roster::runtime runtime{};
};

}  // namespace roster::inline v0
