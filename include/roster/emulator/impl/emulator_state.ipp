// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of emulator_state.hpp.

#include <roster/emulator/impl/emulator_state.hpp>

#include <chrono>
#include <roster/emulator/apply_fault.hpp>
#include <roster/http/date.hpp>
#include <roster/http/legal.hpp>
#include <utility>

namespace roster::detail {

inline cloud_options make_cloud_options(const emulator_options& options) {
  return {.key = {.access_key_id = options.access_key_id,
                  .access_key_secret = options.access_key_secret,
                  .security_token = options.security_token},
          .verify_signatures = options.verify_signatures,
          .page_size_clamp = options.page_size_clamp};
}

/// Tells which cloud is meant: by the path, or by the signature where no cloud has such a path.
inline bool is_meant_for_eas(const http::request& request) {
  if (request.path.starts_with("/api/")) return true;
  if (request.path.starts_with("/v") && request.path.size() > 2 && http::is_digit(request.path[2]))
    return false;
  return !request.headers.get("authorization").starts_with("bce-auth-v1/");
}

inline std::string make_request_id(sample_source& chance, bool is_eas) {
  const std::string_view digits = is_eas ? "0123456789ABCDEF" : "0123456789abcdef";
  std::string id = chance.letters(36, digits);
  for (const std::size_t dash : {8U, 13U, 18U, 23U}) id[dash] = '-';
  return id;
}

inline std::int64_t sent_status(const emulated_answer& reply) {
  return reply.broken && !reply.broken->header ? 0 : static_cast<std::int64_t>(reply.response.status);
}

ROSTER_DECL emulator_state::emulator_state(emulator_options options, emulator_data data)
    : options_(std::move(options)),
      eas_(std::move(data.eas_services), make_cloud_options(options_)),
      qianfan_(std::move(data.qianfan_services), make_cloud_options(options_)),
      ids_(options_.seed ^ 0x726571756573U) {
  for (fault& f : options_.faults) faults_.add(std::move(f));
}

ROSTER_DECL emulated_answer emulator_state::answer(const http::request& request) {
  const std::lock_guard lock(mutex_);
  const bool is_eas = is_meant_for_eas(request);
  const std::string_view vendor = is_eas ? "eas" : "qianfan";
  const emulator_moment moment = next_moment(is_eas);
  cloud_answer reply = is_eas ? eas_.answer(request, moment) : qianfan_.answer(request, moment);
  const auto met = faults_.meet(vendor, reply.page);
  emulated_answer out = met ? apply_fault(*met, reply, vendor, request.headers.get("host"), moment)
                            : emulated_answer{.response = reply.response};
  out.response.headers.set("Date", http::format_imf_date(moment.now));
  write_log({.number = ++requests_,
             .vendor = std::string(vendor),
             .method = request.method,
             .target = request.target(),
             .page = reply.page,
             .page_size = reply.page_size,
             .marker = reply.marker,
             .status = sent_status(out),
             .code = reply.code,
             .fault = met ? std::string(name_of(met->kind)) : ""});
  return out;
}

ROSTER_DECL emulator_moment emulator_state::next_moment(bool is_eas) {
  using namespace std::chrono;
  const sys_seconds now = options_.clock ? options_.clock() : floor<seconds>(system_clock::now());
  return {.now = now, .request_id = make_request_id(ids_, is_eas)};
}

ROSTER_DECL void emulator_state::write_log(logged_request entry) {
  if (options_.on_request) options_.on_request(entry);
  log_.push_back(std::move(entry));
  if (log_.size() > options_.most_logged) log_.pop_front();
}

ROSTER_DECL std::vector<logged_request> emulator_state::log() {
  const std::lock_guard lock(mutex_);
  return {log_.begin(), log_.end()};
}

ROSTER_DECL void emulator_state::clear_log() {
  const std::lock_guard lock(mutex_);
  log_.clear();
}

ROSTER_DECL std::size_t emulator_state::add_fault(fault added) {
  const std::lock_guard lock(mutex_);
  return faults_.add(std::move(added));
}

ROSTER_DECL std::size_t emulator_state::faults_met(std::size_t number) {
  const std::lock_guard lock(mutex_);
  return faults_.met(number);
}

}  // namespace roster::detail
