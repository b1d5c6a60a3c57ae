// SPDX-License-Identifier: BSL-1.0
#pragma once
// Everything that both emulated clouds hold, as a plain value: generated, loaded or written by hand.

#include <roster/emulator/eas_record.hpp>
#include <roster/qianfan/schema/service.hpp>
#include <vector>

namespace roster {

struct emulator_data {
  std::vector<eas_record> eas_services{};            ///< in any order; listed newest first
  std::vector<qianfan::service> qianfan_services{};  ///< of both protocol versions, in the order of the list

  friend bool operator==(const emulator_data&, const emulator_data&) = default;
};

}  // namespace roster
