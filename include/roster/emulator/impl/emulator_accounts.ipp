// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of emulator_accounts.hpp.

#include <roster/emulator/detail/emulator_accounts.hpp>

#include <algorithm>
#include <roster/auth/detail/verify_acs3.hpp>
#include <roster/auth/detail/verify_bce_v1.hpp>
#include <roster/emulator/detail/check_data.hpp>
#include <roster/emulator/detail/sample_source.hpp>
#include <roster/emulator/generate_eas.hpp>
#include <roster/emulator/generate_qianfan.hpp>
#include <roster/escape_for_log.hpp>
#include <roster/failure.hpp>
#include <set>
#include <utility>

namespace roster::inline v0::detail {

[[noreturn]] inline void refuse_emulator(const std::string& why) {
  throw failure(errc::invalid_argument, "invalid emulator options: " + why);
}

inline void check_regions(const std::vector<std::string>& regions) {
  std::set<std::string_view> seen;
  const auto legal = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
  for (std::size_t i = 0; i < regions.size(); ++i) {
    const std::string which =
        "regions[" + std::to_string(i) + "] is \"" + escape_for_log(regions[i], 64) + '"';
    if (regions[i].empty() || !std::all_of(regions[i].begin(), regions[i].end(), legal))
      refuse_emulator(which + "; expected a name such as cn-shanghai");
    if (!seen.insert(regions[i]).second) refuse_emulator(which + ", which is a duplicate");
  }
}

/// Rejects a token lifetime if an account has no token.
inline void check_lifetime(const emulator_options& options, const std::vector<emulator_account>& accounts) {
  if (!options.token_lifetime) return;
  if (options.token_lifetime->count() <= 0) refuse_emulator("token_lifetime must be at least 1 s");
  for (const emulator_account& account : accounts)
    if (account.security_token.empty())
      refuse_emulator("token_lifetime requires a security_token, but the account \"" +
                      escape_for_log(account.access_key_id, 64) + "\" has none");
}

inline void check_keys(const std::vector<emulator_account>& accounts) {
  std::set<std::string_view> seen;
  for (std::size_t i = 0; i < accounts.size(); ++i) {
    const std::string which = "accounts[" + std::to_string(i) + "]";
    if (accounts[i].access_key_id.empty()) refuse_emulator(which + " is missing access_key_id");
    if (accounts[i].access_key_secret.empty()) refuse_emulator(which + " is missing access_key_secret");
    if (!seen.insert(accounts[i].access_key_id).second)
      refuse_emulator(which + " has the duplicate access_key_id \"" +
                      escape_for_log(accounts[i].access_key_id, 64) + '"');
  }
}

/// Generates the services of one account, for each region and under ids that no other account has.
inline emulator_data generate_account(const emulator_options& options, std::size_t account) {
  const std::uint64_t seed =
      account == 0 ? options.seed : sample_source(options.seed ^ (account * 0x6163636F756E74U)).next();
  const std::size_t count = options.services * (std::max<std::size_t>)(options.regions.size(), 1);
  emulator_data data{.qianfan_services = generate_qianfan(options.services, seed)};
  for (eas_record& r : generate_eas(count, seed, options.regions)) {
    data.eas_attributes[r.service.service_id] = std::move(r.attributes);
    data.eas_services.push_back(std::move(r.service));
  }
  return data;
}

inline account_clouds make_account(const emulator_options& options, emulator_account account,
                                   std::size_t index) {
  emulator_data data = account.data ? std::move(*account.data) : generate_account(options, index);
  std::vector<eas_record> records;
  for (eas::service& s : data.eas_services) {
    eas_attributes beside = std::move(data.eas_attributes[s.service_id]);
    records.push_back({std::move(s), std::move(beside)});
  }
  const credentials key{.access_key_id = account.access_key_id,
                        .access_key_secret = account.access_key_secret,
                        .security_token = account.security_token};
  const cloud_options cloud{.key = key,
                            .tokens_expire = options.token_lifetime.has_value(),
                            .verify_signatures = options.verify_signatures,
                            .page_size_clamp = options.page_size_clamp,
                            .regions = options.regions};
  return {.key = key,
          .eas = eas_cloud(std::move(records), cloud),
          .qianfan = qianfan_cloud(std::move(data.qianfan_services), cloud)};
}

ROSTER_DECL std::vector<account_clouds> make_accounts(const emulator_options& options,
                                                      std::optional<emulator_data> data) {
  auto accounts = options.accounts;
  if (accounts.empty())
    accounts.push_back({.access_key_id = options.access_key_id,
                        .access_key_secret = options.access_key_secret,
                        .security_token = options.security_token});
  else if (data)
    refuse_emulator("data cannot be combined with accounts; set the data of each account");
  check_regions(options.regions);
  if (!options.accounts.empty()) check_keys(accounts);
  check_lifetime(options, accounts);
  if (data) check_data(*data, options.regions);
  for (std::size_t i = 0; i < options.accounts.size(); ++i)
    if (accounts[i].data)
      check_data(*accounts[i].data, options.regions, "accounts[" + std::to_string(i) + "].data.");
  if (data) accounts.front().data = std::move(data);

  std::vector<account_clouds> made;
  made.reserve(accounts.size());
  for (emulator_account& account : accounts)
    made.push_back(make_account(options, std::move(account), made.size()));
  return made;
}

ROSTER_DECL std::string named_access_key_id(const http::request& request, bool is_eas) {
  const auto nobody = [](std::string_view) { return std::optional<secret>(); };
  return is_eas ? verify_acs3(request, nobody).access_key_id : verify_bce_v1(request, nobody).access_key_id;
}

}  // namespace roster::inline v0::detail
