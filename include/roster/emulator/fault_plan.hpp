// SPDX-License-Identifier: BSL-1.0
#pragma once
// Which fault meets which request: counts requests, and how often every fault was met, so that a test can
// assert that it was.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <roster/config.hpp>
#include <roster/emulator/fault.hpp>
#include <string_view>
#include <vector>

namespace roster {

class fault_plan {
 public:
  /// Adds a fault. Returns its number, from 0 on, for `met`. Requests are counted from now on.
  ROSTER_DECL std::size_t add(fault added);

  /// Counts a request. Returns the fault that it meets: the first of those that are due.
  ROSTER_DECL std::optional<fault> meet(std::string_view vendor, std::optional<std::int64_t> page);

  /// Returns how many requests have met a fault; 0 for a number that `add` never returned.
  ROSTER_DECL std::size_t met(std::size_t number) const noexcept;

 private:
  struct planned {
    fault what;
    std::size_t seen{};  // requests that its vendor and page allow
    std::size_t met{};
  };
  std::vector<planned> faults_{};
};

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/emulator/impl/fault_plan.ipp>
#endif
