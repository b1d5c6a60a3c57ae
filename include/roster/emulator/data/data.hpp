// SPDX-License-Identifier: BSL-1.0
#pragma once
// The services of one account in both emulated clouds, as a plain value: generated, loaded or written by hand.

#include <map>
#include <roster/eas/schema/service.hpp>
#include <roster/emulator/alibaba/detail/eas_cloud.hpp>
#include <roster/qianfan/schema/service.hpp>
#include <string>
#include <vector>

namespace roster::inline v0::emulator {

/// The services of one account in both emulated clouds.
struct data {
  std::vector<eas::service> eas_services{};          ///< in any order; listed newest first
  std::vector<qianfan::service> qianfan_services{};  ///< of both protocol versions, in the order of the list
  /// The attributes of the PAI-EAS services with these ids: filterable, but not part of a response.
  std::map<std::string, detail::eas_attributes> eas_attributes{};

  friend bool operator==(const emulator::data&, const emulator::data&) = default;
};

}  // namespace roster::inline v0::emulator
