// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of emulator_state.hpp.

#include <roster/emulator/detail/emulator_state.hpp>

#include <algorithm>
#include <chrono>
#include <roster/auth/detail/verify.hpp>
#include <roster/eas/schema/describe_service.hpp>
#include <roster/emulator/alibaba/detail/eas_errors.hpp>
#include <roster/emulator/baidu/detail/qianfan_errors.hpp>
#include <roster/emulator/data/detail/load_data.hpp>
#include <roster/emulator/data/detail/sample_source.hpp>
#include <roster/emulator/data/generate_eas.hpp>
#include <roster/emulator/data/generate_qianfan.hpp>
#include <roster/emulator/detail/session_token.hpp>
#include <roster/escape_for_log.hpp>
#include <roster/failure.hpp>
#include <roster/http/detail/date.hpp>
#include <roster/http/detail/grammar.hpp>
#include <set>
#include <utility>

namespace roster::inline v0::emulator::detail {

[[noreturn]] inline void throw_invalid_emulator(const std::string& why) {
  throw failure(errc::invalid_argument, "invalid emulator options: " + why);
}

inline void check_regions(const std::vector<std::string>& regions) {
  std::set<std::string_view> seen;
  const auto legal = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
  for (std::size_t i = 0; i < regions.size(); ++i) {
    const std::string which =
        "regions[" + std::to_string(i) + "] is \"" + escape_for_log(regions[i], 64) + '"';
    if (regions[i].empty() || !std::all_of(regions[i].begin(), regions[i].end(), legal))
      throw_invalid_emulator(which + "; expected a name such as cn-shanghai");
    if (!seen.insert(regions[i]).second) throw_invalid_emulator(which + ", which is a duplicate");
  }
}

/// Rejects a token lifetime if an account has no token.
inline void check_lifetime(const emulator::options& options, const std::vector<emulator::account>& accounts) {
  if (!options.token_lifetime) return;
  if (options.token_lifetime->count() <= 0) throw_invalid_emulator("token_lifetime must be at least 1 s");
  for (const emulator::account& account : accounts)
    if (account.security_token.empty())
      throw_invalid_emulator("token_lifetime requires a security_token, but the account \"" +
                             escape_for_log(account.access_key_id, 64) + "\" has none");
}

inline void check_keys(const std::vector<emulator::account>& accounts) {
  std::set<std::string_view> seen;
  for (std::size_t i = 0; i < accounts.size(); ++i) {
    const std::string which = "accounts[" + std::to_string(i) + "]";
    if (accounts[i].access_key_id.empty()) throw_invalid_emulator(which + " is missing access_key_id");
    if (accounts[i].access_key_secret.empty())
      throw_invalid_emulator(which + " is missing access_key_secret");
    if (!seen.insert(accounts[i].access_key_id).second)
      throw_invalid_emulator(which + " has the duplicate access_key_id \"" +
                             escape_for_log(accounts[i].access_key_id, 64) + '"');
  }
}

/// Generates the services of one account, for each region and under ids that no other account has.
inline emulator::data generate_account(const emulator::options& options, std::size_t account) {
  const std::uint64_t seed =
      account == 0 ? options.seed : sample_source(options.seed ^ (account * 0x6163636F756E74U)).next();
  const std::size_t count = options.services * (std::max<std::size_t>)(options.regions.size(), 1);
  emulator::data data{.qianfan_services = generate_qianfan(options.services, seed)};
  for (eas_record& r : generate_eas(count, seed, options.regions)) {
    data.eas_attributes[r.service.service_id] = std::move(r.attributes);
    data.eas_services.push_back(std::move(r.service));
  }
  return data;
}

inline account_clouds make_account(const emulator::options& options, emulator::account account,
                                   std::size_t index) {
  emulator::data data = account.data ? std::move(*account.data) : generate_account(options, index);
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

ROSTER_DECL std::vector<account_clouds> make_accounts(const emulator::options& options,
                                                      std::optional<emulator::data> data) {
  auto accounts = options.accounts;
  if (accounts.empty())
    accounts.push_back({.access_key_id = options.access_key_id,
                        .access_key_secret = options.access_key_secret,
                        .security_token = options.security_token});
  else if (data)
    throw_invalid_emulator("data cannot be combined with accounts; set the data of each account");
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
  for (emulator::account& account : accounts)
    made.push_back(make_account(options, std::move(account), made.size()));
  return made;
}

ROSTER_DECL std::string named_access_key_id(const http::request& request, bool is_eas) {
  const auto no_secret = [](std::string_view) { return std::optional<secret>(); };
  return is_eas ? roster::detail::verify_acs3(request, no_secret).access_key_id
                : roster::detail::verify_bce_v1(request, no_secret).access_key_id;
}

/// Returns which cloud a request is for: by its path, with or without a region before it, or by its signature if no
/// cloud has such a path.
inline bool is_meant_for_eas(const http::request& request) {
  if (request.path.find("/api/") != std::string::npos) return true;
  if (request.path.starts_with("/v") && request.path.size() > 2 && http::detail::is_digit(request.path[2]))
    return false;
  return !request.headers.get("authorization").starts_with("bce-auth-v1/");
}

[[noreturn]] inline void throw_duplicate_id(const std::string& id) {
  throw_invalid_data("duplicate service id \"" + escape_for_log(id, 64) + '"');
}

ROSTER_DECL fault_errors errors_of_vendor(std::string_view vendor, std::string_view host,
                                          const request_context& context, std::string_view needed) {
  if (vendor == "eas")
    return {.internal = eas_errors::internal,
            .throttled = eas_errors::throttled,
            .unauthenticated = eas_errors::unknown_key,
            .denied = needed == eas::describe_service::permission.needed ? eas_errors::describe_denied
                                                                         : eas_errors::denied,
            .not_found = eas_errors::unknown_service,
            .bad_request = eas_errors::bad_parameter,
            .expired_token = eas_errors::expired_token,
            .respond = [host, needed, &context](const rejection& rejected) {
              return eas_error_response(rejected, host, context, needed);
            }};
  return {
      .internal = qianfan_errors::internal,
      .throttled = qianfan_errors::throttled,
      .unauthenticated = qianfan_errors::unknown_key,
      .denied = qianfan_errors::denied,
      .not_found = qianfan_errors::unknown_path,
      .bad_request = qianfan_errors::bad_parameter,
      .expired_token = qianfan_errors::expired_token,
      .respond = [&context](const rejection& rejected) { return qianfan_error_response(rejected, context); }};
}

ROSTER_DECL emulator_state::emulator_state(emulator::options options, std::optional<emulator::data> data)
    : options_(std::move(options)),
      accounts_(make_accounts(options_, std::move(data))),
      journal_({.seed = options_.seed,
                .member_order = options_.member_order,
                .clock = options_.clock,
                .on_request = options_.on_request,
                .max_logged = options_.max_logged}) {
  for (const fault& f : options_.faults) add_fault(f);
}

ROSTER_DECL emulated_response emulator_state::respond(const http::request& request) {
  const auto locked = journal_.lock();
  journal_.begin_request();
  const bool is_eas = is_meant_for_eas(request);
  const std::string_view vendor = is_eas ? "eas" : "qianfan";
  const request_context context = journal_.next_context(is_eas ? "0123456789ABCDEF" : "0123456789abcdef");
  const std::string named = named_access_key_id(request, is_eas);
  account_clouds* const known = find_account(named);
  account_clouds& account = known ? *known : accounts_.front();  // rejects an unknown key
  cloud_response reply =
      is_eas ? account.eas.handle(request, context) : account.qianfan.handle(request, context);
  const auto met =
      journal_.trigger({.vendor = vendor, .account = named, .region = reply.region, .page = reply.page});
  if (met && is_anomaly(met->kind))
    reply = is_eas ? account.eas.inject_anomaly(*met, request, context)
                   : account.qianfan.inject_anomaly(*met, request, context);
  emulated_response out =
      met ? apply_fault(*met, reply,
                        errors_of_vendor(vendor, request.headers.get("host"), context, reply.needed))
          : emulated_response{.response = reply.response};
  out.response.headers.set("Date", http::detail::format_imf_date(context.now));
  journal_.write(request, reply, out, met, {.vendor = std::string(vendor), .account = known ? named : ""});
  return out;
}

ROSTER_DECL account_clouds* emulator_state::find_account(std::string_view access_key_id) noexcept {
  for (account_clouds& a : accounts_)
    if (a.key.access_key_id == access_key_id) return &a;
  return nullptr;
}

ROSTER_DECL account_clouds& emulator_state::account(std::string_view access_key_id) {
  if (access_key_id.empty()) return accounts_.front();
  if (account_clouds* const found = find_account(access_key_id)) return *found;
  throw failure(errc::invalid_argument, "the emulator has no account with the access key id \"" +
                                            escape_for_log(access_key_id, 64) + '"');
}

ROSTER_DECL void emulator_state::add(eas::service added, std::string_view access_key_id) {
  const auto locked = journal_.lock();
  eas_cloud& cloud = account(access_key_id).eas;
  check_data({.eas_services = {added}}, options_.regions);
  const auto& records = cloud.records();
  for (const eas_record& r : records)
    if (r.service.service_id == added.service_id) throw_duplicate_id(added.service_id);
  if (added.create_time.text().empty()) {
    const auto newest = records.empty() ? std::nullopt : records.front().service.create_time.seconds();
    added.create_time =
        utc_time(newest ? (std::max)(journal_.now(), *newest + std::chrono::seconds(1)) : journal_.now());
  }
  cloud.add({.service = std::move(added)});
}

ROSTER_DECL void emulator_state::add(qianfan::service added, std::string_view access_key_id) {
  const auto locked = journal_.lock();
  qianfan_cloud& cloud = account(access_key_id).qianfan;
  check_data({.qianfan_services = {added}}, {});
  for (const qianfan::service& s : cloud.services())
    if (s.service_id == added.service_id) throw_duplicate_id(added.service_id);
  cloud.add(std::move(added));
}

ROSTER_DECL bool emulator_state::remove(std::string_view service_id) {
  const auto locked = journal_.lock();
  bool removed = false;
  for (account_clouds& a : accounts_) {
    removed = a.eas.remove(service_id) || removed;
    removed = a.qianfan.remove(service_id) || removed;
  }
  return removed;
}

ROSTER_DECL std::vector<eas_record> emulator_state::eas_records(std::string_view access_key_id) {
  const auto locked = journal_.lock();
  return account(access_key_id).eas.records();
}

ROSTER_DECL std::vector<qianfan::service> emulator_state::qianfan_services(std::string_view access_key_id) {
  const auto locked = journal_.lock();
  return account(access_key_id).qianfan.services();
}

ROSTER_DECL credentials emulator_state::issue_key(std::string_view access_key_id) {
  const auto locked = journal_.lock();
  credentials key = account(access_key_id).key;
  if (!options_.token_lifetime) return key;
  key.expires = journal_.now() + *options_.token_lifetime;
  key.security_token = session_token(key.security_token, *key.expires);
  return key;
}

ROSTER_DECL std::vector<std::string> emulator_state::access_key_ids() const {
  std::vector<std::string> ids;
  for (const account_clouds& a : accounts_) ids.push_back(a.key.access_key_id);
  return ids;
}

ROSTER_DECL std::size_t emulator_state::add_fault(fault added) {
  const auto locked = journal_.lock();
  const auto& regions = options_.regions;
  if (!added.account.empty()) account(added.account);  // throws for an unknown account
  if (!regions.empty() && !added.region.empty() &&
      std::find(regions.begin(), regions.end(), added.region) == regions.end())
    throw failure(errc::invalid_argument, "invalid fault " + std::string(name_of(added.kind)) +
                                              ": the emulator has no region \"" +
                                              escape_for_log(added.region, 64) + '"');
  return journal_.add_fault(std::move(added));
}

}  // namespace roster::inline v0::emulator::detail
