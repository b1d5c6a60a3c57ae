// SPDX-License-Identifier: BSL-1.0
#pragma once
// Decides which fault applies to which request. Counts requests and how often every fault was applied, so that a test
// can assert that it was.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <roster/config.hpp>
#include <roster/emulator/faults/fault.hpp>
#include <string_view>
#include <vector>

namespace roster::inline v0::emulator::detail {

/// The properties of a request or connection that faults select by.
struct fault_target {
  std::string_view vendor{};  ///< "eas" or "qianfan"
  std::string_view account{};
  std::string_view region{};
  std::optional<std::int64_t> page{};  ///< absent: the request is rejected
  bool connection{};                   ///< a new connection, without a request yet
  bool makes_certificates{};           ///< its server makes certificates, so TLS faults apply
};

class fault_plan {
 public:
  /// Adds a fault; requests are counted from now on. Returns its number, from 0, for `hits`.
  /// Fails: failure(errc::invalid_argument) for a fault that can never apply or lacks a required setting.
  ROSTER_DECL std::size_t add(fault added);

  /// Counts a request. Returns the fault that applies to it: the first of those that are due.
  ROSTER_DECL std::optional<fault> trigger(const fault_target& request);

  /// Returns how many requests a fault has been applied to; 0 for a number that `add` never returned.
  ROSTER_DECL std::size_t hits(std::size_t number) const noexcept;

 private:
  struct planned {
    fault what;
    std::size_t seen{};  // requests that it could apply to
    std::size_t met{};
  };
  std::vector<planned> faults_{};
};

}  // namespace roster::inline v0::emulator::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/emulator/faults/impl/fault_plan.ipp>
#endif
