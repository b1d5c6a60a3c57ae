// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of served_state.hpp.

#include <roster/emulator/serve/detail/served_state.hpp>

#include <algorithm>
#include <chrono>
#include <exception>
#include <roster/failure.hpp>
#include <roster/http/detail/date.hpp>
#include <roster/http/detail/redact.hpp>
#include <roster/schema/epoch_time.hpp>
#include <roster/schema/utc_time.hpp>
#include <string>
#include <string_view>
#include <utility>

namespace roster::inline v0::emulator::detail {

inline constexpr std::chrono::minutes date_tolerance{15};

/// Returns the date that a signature covers, if there is one that can be parsed.
inline std::optional<std::chrono::sys_seconds> date_of_signature(const http::headers& headers) {
  for (const std::string_view name : {"x-amz-date", "x-date", "x-sdk-date", "x-acs-date", "x-bce-date"})
    if (const auto date = utc_time(headers.get(name)).seconds()) return date;
  return epoch_seconds(headers.get("x-tc-timestamp")).seconds();
}

ROSTER_DECL std::optional<serve_problem> check_signature(const signer& by, const credentials& key,
                                                         const http::request& request,
                                                         std::chrono::sys_seconds now) {
  const auto date = date_of_signature(request.headers);
  http::request expected = request;
  const http::detail::wipe_request_at_exit wiped(expected);
  const std::string nonce(request.headers.get("x-acs-signature-nonce"));
  by.sign(expected, key, {.now = date.value_or(now), .nonce = nonce});
  std::string wrong;
  for (const http::header& h : expected.headers)
    if (request.headers.get(h.name) != h.value && wrong.empty())
      wrong = (request.headers.contains(h.name) ? "wrong header " : "missing header ") + h.name;
  if (!wrong.empty()) return serve_problem{problem_kind::unauthenticated, std::move(wrong)};
  if (date && std::chrono::abs(now - *date) > date_tolerance)
    return serve_problem{problem_kind::clock_skew, "the date differs by more than 15 minutes"};
  return std::nullopt;
}

[[noreturn]] inline void throw_invalid_options(const std::string& why) {
  throw failure(errc::invalid_argument, "invalid options of emulator::serve: " + why);
}

inline void check_serve_options(const serve_options& options) {
  const auto check_size = [](const char* name, std::int64_t size) {
    if (size < 1)
      throw_invalid_options(std::string(name) + " is " + std::to_string(size) + "; expected at least 1");
  };
  check_size("page_size", options.page_size);
  check_size("page_size_clamp", options.page_size_clamp.value_or(1));
  if (!options.sign) return;
  http::request trial{.headers = {{"host", "emulator"}}};
  (*options.sign)->sign(trial, options.credentials, {.nonce = "1"});  // throws for unusable credentials
}

ROSTER_DECL served_state::served_state(std::unique_ptr<served_operation> operation, serve_options options)
    : operation_(std::move(operation)),
      options_(std::move(options)),
      journal_({.seed = options_.seed,
                .member_order = options_.member_order,
                .clock = options_.clock,
                .on_request = options_.on_request,
                .max_logged = options_.max_logged}) {
  check_serve_options(options_);
  for (const fault& f : options_.faults) add_fault(f);
}

ROSTER_DECL std::size_t served_state::add_fault(fault added) {
  added = emulator::checked(std::move(added));
  if (!added.vendor.empty() || !added.account.empty() || !added.region.empty())
    throw failure(
        errc::invalid_argument,
        "invalid fault " + std::string(name_of(added.kind)) +
            ": a declared API has no vendor, account or region, and no faults that belong to a vendor");
  return journal_.add_fault(std::move(added));
}

ROSTER_DECL std::optional<serve_problem> served_state::admit(const http::request& request,
                                                             const route_match& match,
                                                             cloud_response& out) const {
  if (match.fit != route_fit::all)
    return serve_problem{match.fit == route_fit::none   ? problem_kind::not_found
                         : match.fit == route_fit::path ? problem_kind::wrong_method
                                                        : problem_kind::bad_request,
                         match.problem};
  if (!options_.sign) return std::nullopt;
  auto rejected = check_signature(**options_.sign, options_.credentials, request, journal_.now());
  out.authentic = !rejected;
  return rejected;
}

ROSTER_DECL cloud_response served_state::reply_to(const http::request& request, const std::string& unknown,
                                                  const request_context& context, const fault* anomaly) {
  cloud_response out;
  std::optional<serve_problem> rejected;
  try {
    route_match match = match_route(route(), request);
    if (match.fit == route_fit::none && !unknown.empty()) match.problem = unknown;
    rejected = admit(request, match, out);
    if (!rejected) rejected = operation_->respond(request, match, context, anomaly, out);
  } catch (const std::exception& why) {
    rejected = serve_problem{problem_kind::internal, why.what()};
  }
  if (rejected) {
    const cloud_error error = error_of(operation_->errors(), *rejected);
    out.page.reset();
    out.code = error.code;
    out.response = write_error(operation_->errors(), {error, rejected->message}, context, rejected->recovery);
  }
  return out;
}

ROSTER_DECL emulated_response served_state::respond(const http::request& request,
                                                    const std::string& unknown) {
  const auto locked = journal_.lock();
  journal_.begin_request();
  const request_context context = journal_.next_context("0123456789abcdef");
  cloud_response reply = reply_to(request, unknown, context, nullptr);
  const auto met = journal_.trigger({.page = reply.page});
  if (met && is_anomaly(met->kind)) reply = reply_to(request, unknown, context, &*met);
  emulated_response out = met ? apply_fault(*met, reply, fault_errors_of(operation_->errors(), context))
                              : emulated_response{.response = reply.response};
  out.response.headers.set("Date", http::detail::format_imf_date(context.now));
  journal_.write(request, reply, out, met, {});
  return out;
}

ROSTER_DECL served_set::served_set(std::vector<std::shared_ptr<served_state>> apis) : apis_(std::move(apis)) {
  if (apis_.empty()) throw failure(errc::invalid_argument, "the emulator's server has no API to serve");
  for (const auto& api : apis_) {
    for (const operation_route& other : routes_)
      if (is_same_route(api->route(), other))
        throw failure(errc::invalid_argument,
                      "the emulator's server has two APIs with the same requests: " + text_of(other) +
                          (text_of(other) == text_of(api->route()) ? "" : " and " + text_of(api->route())));
    routes_.push_back(api->route());
  }
}

ROSTER_DECL emulated_response served_set::respond(const http::request& request) {
  served_state* best = apis_.front().get();
  route_fit best_fit = best->fit_of(request);
  for (const auto& api : apis_)
    if (const route_fit fit = api->fit_of(request); fit > best_fit) {
      best = api.get();
      best_fit = fit;
    }
  if (best_fit == route_fit::none) return best->respond(request, unknown_path(request.path, routes_));
  return best->respond(request);
}

ROSTER_DECL std::optional<fault> served_set::next_connection_fault(bool makes_certificates) {
  for (const auto& api : apis_)
    if (const auto met = api->next_connection_fault(makes_certificates)) return met;
  return std::nullopt;
}

}  // namespace roster::inline v0::emulator::detail
