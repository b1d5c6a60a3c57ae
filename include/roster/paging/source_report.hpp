// SPDX-License-Identifier: BSL-1.0
#pragma once
// The report of one list of a fleet.

#include <chrono>
#include <cstdint>
#include <optional>
#include <roster/failure.hpp>
#include <roster/paging/source_name.hpp>
#include <roster/wire/skipped_fields.hpp>
#include <string>

namespace roster::inline v0 {

/// Members that are also in `report` have the same meaning, but for this list only.
struct source_report {
  origin from{};
  std::optional<failure> failed{};  ///< why it ended early
  std::uint64_t requests{};
  std::uint64_t retries{};
  std::uint64_t pages{};
  std::uint64_t items{};
  roster::skipped_fields skipped_fields{};
  roster::skipped_fields unreadable_times{};
  bool ended{};       ///< the list was read to its end
  bool incomplete{};  ///< also set if the list failed
  bool drift{};
  std::string note{};
  /// Watched lists only: the wall-clock time at which the last complete listing began; std::nullopt before
  /// the first one.
  std::optional<std::chrono::sys_seconds> last_complete{};
};

}  // namespace roster::inline v0
