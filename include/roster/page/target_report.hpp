// SPDX-License-Identifier: BSL-1.0
#pragma once
// What one list of a fleet did.

#include <cstdint>
#include <optional>
#include <roster/failure.hpp>
#include <roster/page/origin.hpp>
#include <roster/wire/omissions.hpp>
#include <string>

namespace roster {

/// The members that a report has too mean the same for this list alone.
struct target_report {
  origin from{};
  std::optional<failure> failed{};  ///< why it ended early
  std::uint64_t requests{};
  std::uint64_t retries{};
  std::uint64_t pages{};
  std::uint64_t items{};
  omissions left_out{};
  omissions unreadable_times{};
  bool incomplete{};  ///< set for one that failed, too
  bool drift{};
  std::string remark{};
};

}  // namespace roster
