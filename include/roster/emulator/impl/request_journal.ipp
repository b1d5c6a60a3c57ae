// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of request_journal.hpp.

#include <roster/emulator/detail/request_journal.hpp>

#include <roster/failure.hpp>
#include <roster/http/detail/redact.hpp>
#include <roster/recording/detail/redact_request.hpp>
#include <roster/wire/detail/json_writer.hpp>
#include <utility>

namespace roster::inline v0::emulator::detail {

inline std::string make_request_id(sample_source& chance, std::string_view digits) {
  std::string id = chance.letters(36, digits);
  for (const std::size_t dash : {8U, 13U, 18U, 23U}) id[dash] = '-';
  return id;
}

/// Returns path and query with redacted secrets: those that occur in the rest of the request, and values of
/// parameters with secret names.
inline std::string logged_target(const http::request& request, const roster::detail::redactor& known) {
  const std::string path = known.redact(request.path);
  return request.query.empty() ? path
                               : path + '?' + roster::detail::redact_query(known.redact(request.query));
}

inline std::int64_t sent_status(const emulated_response& reply) {
  return reply.broken && !reply.broken->header ? 0 : static_cast<std::int64_t>(reply.response.status);
}

ROSTER_DECL request_journal::request_journal(journal_options options)
    : options_(std::move(options)),
      ids_(options_.seed ^ 0x726571756573U),
      orders_(options_.seed ^ 0x6F72646572U) {}

ROSTER_DECL void request_journal::begin_request() {
  ++requests_;
  for (auto due = changes_.begin(); due != changes_.end() && due->first <= requests_;
       due = changes_.begin()) {
    const auto change = std::move(changes_.extract(due).mapped());  // it may add further changes
    change();
  }
}

ROSTER_DECL request_context request_journal::next_context(std::string_view digits) {
  request_context context{.now = now(), .request_id = make_request_id(ids_, digits)};
  if (options_.member_order == member_order::random) context.shuffle = orders_.next();
  return context;
}

ROSTER_DECL std::optional<fault> request_journal::trigger(const fault_target& request) {
  return faults_.trigger(request);
}

ROSTER_DECL void request_journal::write(const http::request& request, const cloud_response& reply,
                                        const emulated_response& sent, const std::optional<fault>& met,
                                        logged_request entry) {
  roster::detail::redactor known;
  http::detail::add_secrets(known, request);
  const auto text = [](const std::string& raw) { return roster::detail::as_utf8(raw); };
  entry.number = requests_;
  entry.region = text(known.redact(reply.region));
  entry.method = text(request.method);
  entry.target = text(logged_target(request, known));
  entry.page = reply.page;
  entry.page_size = reply.page_size;
  if (reply.marker) entry.marker = text(known.redact(*reply.marker));
  entry.authentic = reply.authentic;
  entry.status = sent_status(sent);
  entry.code = reply.code;
  if (met) entry.fault = name_of(met->kind);
  if (options_.on_request) options_.on_request(entry);
  log_.push_back(std::move(entry));
  if (log_.size() > options_.max_logged) log_.pop_front();
}

ROSTER_DECL std::chrono::sys_seconds request_journal::now() const {
  using namespace std::chrono;
  return options_.clock ? options_.clock() : floor<seconds>(system_clock::now());
}

ROSTER_DECL std::vector<logged_request> request_journal::log() {
  const auto locked = lock();
  return {log_.begin(), log_.end()};
}

ROSTER_DECL void request_journal::clear_log() {
  const auto locked = lock();
  log_.clear();
}

ROSTER_DECL std::size_t request_journal::add_fault(fault added) {
  const auto locked = lock();
  return faults_.add(std::move(added));
}

ROSTER_DECL std::size_t request_journal::fault_hits(std::size_t number) {
  const auto locked = lock();
  return faults_.hits(number);
}

ROSTER_DECL std::optional<fault> request_journal::next_connection_fault(bool makes_certificates) {
  const auto locked = lock();
  return faults_.trigger({.connection = true, .makes_certificates = makes_certificates});
}

ROSTER_DECL void request_journal::before_request(std::int64_t number, std::function<void()> change) {
  const auto locked = lock();
  if (number <= requests_)
    throw failure(errc::invalid_argument, "the emulator cannot schedule a change before request " +
                                              std::to_string(number) + ": it has already received " +
                                              std::to_string(requests_));
  changes_.emplace(number, std::move(change));
}

}  // namespace roster::inline v0::emulator::detail
