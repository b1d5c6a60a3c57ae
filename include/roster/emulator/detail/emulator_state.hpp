// SPDX-License-Identifier: BSL-1.0
#pragma once
// What the emulator knows: its accounts, and the journal of its requests.

#include <cstddef>
#include <optional>
#include <roster/auth/credentials.hpp>
#include <roster/config.hpp>
#include <roster/emulator/alibaba/detail/eas_cloud.hpp>
#include <roster/emulator/baidu/detail/qianfan_cloud.hpp>
#include <roster/emulator/data/data.hpp>
#include <roster/emulator/detail/cloud_api.hpp>
#include <roster/emulator/detail/emulated_service.hpp>
#include <roster/emulator/detail/request_journal.hpp>
#include <roster/emulator/faults/detail/apply_fault.hpp>
#include <roster/emulator/faults/fault.hpp>
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

/// Returns the errors of "eas" or "qianfan" as responses to a request for this host, which needs this permission.
/// Lifetime: the arguments must outlive the result.
ROSTER_DECL fault_errors errors_of_vendor(std::string_view vendor, std::string_view host,
                                          const request_context& context, std::string_view needed);

/// The state that copies of an emulator share: the accounts with both clouds, and the journal. Separate from
/// emulator.hpp, so that users see only the public API.
class emulator_state final : public emulated_service {
 public:
  ROSTER_DECL emulator_state(emulator::options options, std::optional<emulator::data> data);

  ROSTER_DECL emulated_response respond(const http::request& request) override;
  std::optional<fault> next_connection_fault(bool makes_certificates) override {
    return journal_.next_connection_fault(makes_certificates);
  }
  std::vector<std::string> regions() const override { return options_.regions; }
  request_journal& journal() noexcept { return journal_; }

  /// Fails: failure(errc::invalid_argument) for an invalid fault, or an account or a region that the emulator does not
  /// have.
  ROSTER_DECL std::size_t add_fault(fault added);

  ROSTER_DECL void add(eas::service added, std::string_view access_key_id);
  ROSTER_DECL void add(qianfan::service added, std::string_view access_key_id);
  ROSTER_DECL bool remove(std::string_view service_id);

  ROSTER_DECL std::vector<eas_record> eas_records(std::string_view access_key_id);
  ROSTER_DECL std::vector<qianfan::service> qianfan_services(std::string_view access_key_id);
  ROSTER_DECL credentials issue_key(std::string_view access_key_id);
  ROSTER_DECL std::vector<std::string> access_key_ids() const;

 private:
  account_clouds& account(std::string_view access_key_id);
  account_clouds* find_account(std::string_view access_key_id) noexcept;

  emulator::options options_;
  std::vector<account_clouds> accounts_;  // never resized
  request_journal journal_;
};

}  // namespace roster::inline v0::emulator::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/emulator/impl/emulator_state.ipp>
#endif
