// SPDX-License-Identifier: BSL-1.0
#pragma once
// What the copies of an emulator share: both clouds, the faults, the log. Apart from emulator.hpp, so that
// its users see only its face.

#include <deque>
#include <mutex>
#include <roster/config.hpp>
#include <roster/emulator/data.hpp>
#include <roster/emulator/eas_cloud.hpp>
#include <roster/emulator/emulated_answer.hpp>
#include <roster/emulator/emulator_options.hpp>
#include <roster/emulator/fault_plan.hpp>
#include <roster/emulator/logged_request.hpp>
#include <roster/emulator/moment.hpp>
#include <roster/emulator/qianfan_cloud.hpp>
#include <roster/emulator/sample_source.hpp>
#include <roster/http/request.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace roster::detail {

class emulator_state {
 public:
  ROSTER_DECL emulator_state(emulator_options options, emulator_data data);

  ROSTER_DECL emulated_answer answer(const http::request& request);
  ROSTER_DECL std::vector<logged_request> log();
  ROSTER_DECL void clear_log();
  ROSTER_DECL std::size_t add_fault(fault added);
  ROSTER_DECL std::size_t faults_met(std::size_t number);

  const eas_cloud& eas() const noexcept { return eas_; }
  const qianfan_cloud& qianfan() const noexcept { return qianfan_; }

 private:
  emulator_moment next_moment(bool is_eas);
  void write_log(logged_request entry);

  std::mutex mutex_{};  // guards all that changes; what the clouds hold does not
  emulator_options options_;
  eas_cloud eas_;
  qianfan_cloud qianfan_;
  fault_plan faults_{};
  std::deque<logged_request> log_{};
  std::int64_t requests_{};
  sample_source ids_;
};

}  // namespace roster::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/emulator/impl/emulator_state.ipp>
#endif
