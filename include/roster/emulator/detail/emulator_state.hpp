// SPDX-License-Identifier: BSL-1.0
#pragma once
// What the emulator knows: accounts, faults and its log.

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <roster/auth/credentials.hpp>
#include <roster/config.hpp>
#include <roster/emulator/alibaba/detail/eas_cloud.hpp>
#include <roster/emulator/baidu/detail/qianfan_cloud.hpp>
#include <roster/emulator/data/data.hpp>
#include <roster/emulator/data/detail/sample_source.hpp>
#include <roster/emulator/detail/cloud_api.hpp>
#include <roster/emulator/faults/detail/fault_plan.hpp>
#include <roster/emulator/options.hpp>
#include <roster/http/message.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace roster::inline v0::emulator::detail {

/// The clouds of one account. Each accepts only the key of this account.
struct account_clouds {
  credentials key;
  eas_cloud eas;
  qianfan_cloud qianfan;
};

/// Creates the accounts, at least one. `data` belongs to the first.
/// Fails: failure(errc::invalid_argument) for contradictory options; the message names the path of the member.
ROSTER_DECL std::vector<account_clouds> make_accounts(const emulator::options& options,
                                                      std::optional<emulator::data> data);

/// Returns the access key id of a request; "" if there is none that can be parsed.
ROSTER_DECL std::string named_access_key_id(const http::request& request, bool is_eas);

// The state that copies of an emulator share: the accounts with both clouds, the faults, the log. Separate from
// emulator.hpp, so that users see only the public API.

class emulator_state {
 public:
  ROSTER_DECL emulator_state(emulator::options options, std::optional<emulator::data> data);

  ROSTER_DECL emulated_response answer(const http::request& request);
  ROSTER_DECL std::vector<logged_request> log();
  ROSTER_DECL void clear_log();
  ROSTER_DECL std::optional<fault> next_connection_fault(bool makes_certificates);
  ROSTER_DECL std::size_t add_fault(fault added);
  ROSTER_DECL std::size_t fault_hits(std::size_t number);

  ROSTER_DECL void add(eas::service added, std::string_view access_key_id);
  ROSTER_DECL void add(qianfan::service added, std::string_view access_key_id);
  ROSTER_DECL bool remove(std::string_view service_id);
  ROSTER_DECL void before_request(std::int64_t number, std::function<void()> change);

  ROSTER_DECL std::vector<eas_record> eas_records(std::string_view access_key_id);
  ROSTER_DECL std::vector<qianfan::service> qianfan_services(std::string_view access_key_id);
  ROSTER_DECL credentials issue_key(std::string_view access_key_id);
  ROSTER_DECL std::vector<std::string> access_key_ids() const;
  const std::vector<std::string>& regions() const noexcept { return options_.regions; }

 private:
  account_clouds& account(std::string_view access_key_id);
  account_clouds* find_account(std::string_view access_key_id) noexcept;
  void make_changes();
  request_context next_moment(bool is_eas);
  std::chrono::sys_seconds now() const;
  void write_log(logged_request entry);

  std::recursive_mutex mutex_{};  // guards all mutable state; recursive, as `changes_` may call the emulator
  emulator::options options_;
  std::vector<account_clouds> accounts_;  // never resized
  fault_plan faults_{};
  std::multimap<std::int64_t, std::function<void()>>
      changes_{};  // by the number of the request that they precede
  std::deque<logged_request> log_{};
  std::int64_t requests_{};
  sample_source ids_;
  sample_source orders_;
};

}  // namespace roster::inline v0::emulator::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/emulator/impl/emulator_state.ipp>
#endif
