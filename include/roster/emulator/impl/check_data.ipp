// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of check_data.hpp.

#include <roster/emulator/detail/check_data.hpp>

#include <algorithm>
#include <roster/failure.hpp>

namespace roster::inline v0::detail {

[[noreturn]] ROSTER_DECL void refuse_data(const std::string& why) {
  throw failure(errc::invalid_argument, "invalid emulator data: " + why);
}

inline void check_region(const std::string& region, const std::vector<std::string>& regions,
                         const std::string& which) {
  if (regions.empty() || std::find(regions.begin(), regions.end(), region) != regions.end()) return;
  std::string known;
  for (const std::string& r : regions) known.append(known.empty() ? "" : ", ").append(r);
  const std::string where = region.empty() ? "is missing its region"
                                           : "has the unknown region \"" + escape_for_log(region, 64) + '"';
  refuse_data(which + ' ' + where + "; the regions are " + escape_for_log(known, 1000));
}

ROSTER_DECL void check_data(const emulator_data& data, const std::vector<std::string>& regions,
                            const std::string& place) {
  check_ids(data.eas_services, place + "eas_services");
  check_ids(data.qianfan_services, place + "qianfan_services");
  for (std::size_t i = 0; i < data.eas_services.size(); ++i)
    check_region(data.eas_services[i].region, regions, place + "eas_services[" + std::to_string(i) + ']');
  for (const auto& [id, attributes] : data.eas_attributes)
    if (std::none_of(data.eas_services.begin(), data.eas_services.end(),
                     [&](const eas::service& s) { return s.service_id == id; }))
      refuse_data(place + "eas_attributes has the id \"" + escape_for_log(id, 64) +
                  "\", but no service has it");
}

}  // namespace roster::inline v0::detail
