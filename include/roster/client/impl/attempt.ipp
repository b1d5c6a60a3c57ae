// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of attempt.hpp.

#include <roster/client/detail/attempt.hpp>

#include <algorithm>
#include <roster/client/detail/current_credentials.hpp>
#include <roster/client/detail/scoped_reservation.hpp>
#include <roster/http/detail/date.hpp>
#include <roster/http/detail/redact_response.hpp>
#include <roster/http/detail/wipe_request.hpp>
#include <roster/retry/detail/response_check.hpp>
#include <roster/retry/detail/retry_hint.hpp>
#include <roster/retry/detail/service_error.hpp>
#include <string>
#include <utility>

namespace roster::inline v0::detail {

inline std::optional<response_error> checked_response(http::response& response, const send_context& context,
                                                      const response_handler& take) {
  if (auto refused = check_response(response, !context.listing)) return response_error{std::move(*refused)};
  return take(response);
}

/// Returns the time by the service's clock, as far as it is known.
inline std::chrono::sys_seconds service_time(const client_core& core) {
  return core.runtime.now() + core.skew->ahead();
}

inline attempt_result checked_attempt(const client_core& core, http::response& response,
                                      const send_context& context, const response_handler& take) {
  attempt_result result{.failed = checked_response(response, context, take)};
  if (!result.failed) return result;
  if (response.secrets) result.failed->why = response.secrets->redact(result.failed->why);
  result.answered_at = http::detail::parse_imf_date(response.headers.get("date"));
  result.hint = read_retry_hint(response.headers, result.answered_at.value_or(service_time(core)));
  return result;
}

inline signing_context this_moment(const client_core& core) {
  return {.now = service_time(core), .nonce = core.runtime.nonce()};
}

inline http::request signed_request(const signing_context& moment, const client_core& core,
                                    http::request request, const credentials& key) {
  core.sign->sign(request, key, moment);
  return request;
}

ROSTER_DECL asio::awaitable<http::request> sign_request(const client_core& core, http::request request) {
  const auto key = co_await current_credentials(core, core.runtime.steady_now() + core.timeout);
  co_return signed_request(this_moment(core), core, std::move(request), key);
}

ROSTER_DECL attempt_result check_prefetched(const client_core& core, const send_context& context,
                                            const response_handler& take) {
  auto result = checked_attempt(core, context.received->response, context, take);
  const auto& sent = context.received->sent;
  if (result.failed) result.failed->why = secrets_of(sent.request, sent.key).redact(result.failed->why);
  return result;
}

inline void keep(http::request& sent, const credentials& key, sent_request& out) {
  out.request = std::move(sent);
  out.key = key;
}

inline asio::awaitable<attempt_result> attempt(const client_core& core, const http::request& request,
                                               transport::time_point until, const send_context& context,
                                               const response_handler& take, event_emitter& watched) {
  attempt_result result;
  credentials key;
  http::request sent;
  const http::detail::wipe_request_at_exit wiped(sent);
  try {
    key = co_await current_credentials(core, until);
    std::chrono::sys_seconds signed_at{};
    const auto sign = [&] {
      const auto moment = this_moment(core);
      auto made = signed_request(moment, core, request, key);
      const http::detail::wipe_request_at_exit wiped_copy(made);  // the moves may leave old data in it
      http::detail::wipe_request(sent);
      sent.path = std::move(made.path);
      sent.query = std::move(made.query);
      sent.headers = std::move(made.headers);
      sent.body = std::move(made.body);
      signed_at = moment.now;
      ++context.counters.requests;
      watched.request(sent);
    };
    sent = request;
    sign();
    sent.renew = sign;  // everything that it captures outlives the send
    auto response = co_await core.transport->send(sent, until);
    context.counters.bytes += response.raw_bytes;
    watched.response(response, sent, key);
    if (response.status >= 400)  // before it is decoded, which copies what a service echoes
      http::detail::redact_response(response, secrets_of(sent, key));
    result = checked_attempt(core, response, context, take);
    result.signed_at = signed_at;
  } catch (const failure& f) {
    result.failed = response_error{f};
  }
  sent.renew = nullptr;
  if (result.failed)
    result.failed->why = secrets_of(sent, key).redact(result.failed->why);
  else if (context.sent != nullptr)
    keep(sent, key, *context.sent);
  result.key = std::move(key);
  co_return result;
}

inline bool is_token_refused(const attempt_result& result, const client_core& core) {
  return result.failed && core.sign->needs_credentials() &&
         is_expired_token(result.failed->why.details().vendor_code, !result.key.security_token.empty());
}

inline bool is_clock_refused(const attempt_result& result) {
  return result.failed && is_clock_skew(result.failed->why.details().vendor_code);
}

/// Learns the service's time from a rejection. Returns whether signing in that time may help.
inline bool learns_clock(const attempt_result& result, const client_core& core) {
  return is_clock_refused(result) &&
         core.skew->learn(result.answered_at, result.signed_at, core.runtime.now());
}

/// Adds to the failure which recovery was tried without success.
inline void explain(attempt_result& result, const client_core& core, bool renewed) {
  if (renewed && is_token_refused(result, core))
    result.failed->why = with_note(result.failed->why, "the credentials were rejected again after a refresh");
  if (is_clock_refused(result))
    result.failed->why = with_note(result.failed->why, core.skew->note(result.answered_at, result.signed_at));
}

inline transport::time_point attempt_end(const client_core& core, const send_context& context) {
  const auto end = core.runtime.steady_now() + core.timeout;
  return context.deadline ? (std::min)(end, *context.deadline) : end;
}

/// Waits until the rate limiter allows an attempt, but not past the deadline.
inline asio::awaitable<void> acquire(const client_core& core, const http::request& request,
                                     const send_context& context, std::size_t attempts) {
  if (!core.rate) co_return;
  const auto now = core.runtime.steady_now();
  const auto taken = core.rate->reserve(now, context.deadline.value_or((transport::time_point::max)()));
  if (!taken) {
    const failure late(errc::timed_out, "the rate limiter has no slot before the deadline");
    throw final_failure(late, core, context, request, attempts, {});
  }
  if (taken->at <= now) co_return;
  scoped_reservation turn(*core.rate, *taken);
  co_await core.runtime.sleep(std::chrono::ceil<std::chrono::milliseconds>(taken->at - now));
  turn.use();
}

ROSTER_DECL asio::awaitable<attempt_result> attempt_with_recovery(
    const client_core& core, const http::request& request, const send_context& context,
    const response_handler& take, event_emitter& watched, std::size_t before) {
  bool renewed = false;
  bool corrected = false;
  while (true) {
    const std::size_t mended = 0U + renewed + corrected;
    co_await acquire(core, request, context, before + mended);
    const auto until = attempt_end(core, context);
    auto result = co_await attempt(core, request, until, context, take, watched);
    result.sent = mended + 1;
    if (!renewed && is_token_refused(result, core)) {
      core.credentials->invalidate(result.key);
      renewed = true;
    } else if (!corrected && learns_clock(result, core)) {
      corrected = true;
    } else {
      explain(result, core, renewed);
      co_return result;
    }
  }
}

}  // namespace roster::inline v0::detail
