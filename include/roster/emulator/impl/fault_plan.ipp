// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of fault_plan.hpp.

#include <roster/emulator/fault_plan.hpp>

#include <utility>

namespace roster {

ROSTER_DECL std::size_t fault_plan::add(fault added) {
  faults_.push_back({std::move(added)});
  return faults_.size() - 1;
}

ROSTER_DECL std::optional<fault> fault_plan::meet(std::string_view vendor, std::optional<std::int64_t> page) {
  std::optional<fault> due;
  for (planned& p : faults_) {
    if ((!p.what.vendor.empty() && p.what.vendor != vendor) || (p.what.page && p.what.page != page)) continue;
    ++p.seen;
    if (due || p.seen < p.what.at || p.met >= p.what.times) continue;
    ++p.met;
    due = p.what;
  }
  return due;
}

ROSTER_DECL std::size_t fault_plan::met(std::size_t number) const noexcept {
  return number < faults_.size() ? faults_[number].met : 0;
}

}  // namespace roster
