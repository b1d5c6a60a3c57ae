// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of fault_plan.hpp.

#include <roster/emulator/faults/detail/fault_plan.hpp>

#include <utility>

namespace roster::inline v0::emulator::detail {

inline bool may_meet(const fault& what, const fault_target& request) {
  const auto allows = [](std::string_view wanted, std::string_view is) {
    return wanted.empty() || wanted == is;
  };
  return request.connection == applies_to_connections(what.kind) &&
         (what.kind != fault_kind::tls || request.makes_certificates) &&
         allows(what.vendor, request.vendor) && allows(what.account, request.account) &&
         allows(what.region, request.region) && (!what.page || what.page == request.page) &&
         (!is_anomaly(what.kind) || request.page);
}

ROSTER_DECL std::size_t fault_plan::add(fault added) {
  faults_.push_back({emulator::checked(std::move(added))});
  return faults_.size() - 1;
}

ROSTER_DECL std::optional<fault> fault_plan::trigger(const fault_target& request) {
  std::optional<fault> due;
  for (planned& p : faults_) {
    if (!may_meet(p.what, request)) continue;
    ++p.seen;
    if (due || p.seen < p.what.at || p.met >= p.what.times) continue;
    ++p.met;
    due = p.what;
  }
  return due;
}

ROSTER_DECL std::size_t fault_plan::hits(std::size_t number) const noexcept {
  return number < faults_.size() ? faults_[number].met : 0;
}

}  // namespace roster::inline v0::emulator::detail
