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

namespace roster::inline v0::detail {

/// What a fault may be waiting for.
struct fault_target {
  std::string_view vendor{};  ///< "eas" or "qianfan"
  std::string_view account{};
  std::string_view region{};
  std::optional<std::int64_t> page{};  ///< absent: the request is refused
  bool connection{};                   ///< a new one, without a request yet
  bool makes_certificates{};           ///< it is one of a server that can show wrong certificates, too
};

class fault_plan {
 public:
  /// Adds a fault. Fails: failure(errc::invalid_argument) for one that could not happen. Returns its number, from 0 on, for `met`. Requests are counted from now on.
  ROSTER_DECL std::size_t add(fault added);

  /// Counts a request. Returns the fault that it meets: the first of those that are due.
  ROSTER_DECL std::optional<fault> meet(const fault_target& request);

  /// Returns how many requests have met a fault; 0 for a number that `add` never returned.
  ROSTER_DECL std::size_t met(std::size_t number) const noexcept;

 private:
  struct planned {
    fault what;
    std::size_t seen{};  // requests that it may meet
    std::size_t met{};
  };
  std::vector<planned> faults_{};
};

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/emulator/impl/fault_plan.ipp>
#endif
