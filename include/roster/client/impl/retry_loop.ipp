// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of retry_loop.hpp.

#include <roster/client/detail/retry_loop.hpp>

#include <algorithm>
#include <boost/asio/this_coro.hpp>
#include <roster/client/detail/build_request.hpp>
#include <roster/client/detail/current_credentials.hpp>
#include <roster/detail/wipe.hpp>
#include <roster/escape_for_log.hpp>
#include <roster/http/detail/date.hpp>
#include <roster/http/detail/redact.hpp>
#include <roster/retry/detail/response_check.hpp>
#include <roster/retry/detail/retry_hint.hpp>
#include <roster/retry/detail/service_error.hpp>
#include <roster/retry/retry_options.hpp>
#include <roster/transport/transport.hpp>
#include <string>
#include <utility>

namespace roster::inline v0::detail {

ROSTER_DECL failure with_note(const failure& why, const std::string& note) {
  auto details = why.details();
  details.message += "; " + note;
  return {why.condition(), std::move(details)};
}

ROSTER_DECL failure final_failure(const failure& why, const client_core& core, const send_context& context,
                                  const http::request& request, std::size_t attempts,
                                  const std::string& note) {
  auto details = why.details();
  details.endpoint = core.endpoint.origin();
  details.request = escape_for_log(request.method, 16) + ' ' + escape_for_log(request.path, 256);
  if (context.listing) details.page = context.part.page;
  details.attempts = attempts;
  if (why.condition() == errc::forbidden && details.missing_permission.empty())
    details.missing_permission = context.needed.needed;
  failure whole(why.condition(), std::move(details));
  return note.empty() ? whole : with_note(whole, note);
}

ROSTER_DECL std::chrono::milliseconds time_left(const client_core& core, const send_context& context) {
  if (!context.deadline) return (std::chrono::milliseconds::max)();
  return std::chrono::ceil<std::chrono::milliseconds>(*context.deadline - core.runtime.steady_now());
}

ROSTER_DECL retry_loop::retry_loop(std::shared_ptr<const client_core> core, http::request request,
                                   const send_context& context)
    : core_(std::move(core)), request_(std::move(request)), context_(context), events_(*core_, context.part) {
  http::detail::wipe_request(request);  // short strings are copied when they are moved
}

ROSTER_DECL retry_loop::~retry_loop() { http::detail::wipe_request(request_); }

ROSTER_DECL asio::awaitable<http::response> retry_loop::send() {
  if (held_) {
    check_deadline();
    http::response held = std::move(*held_);
    held_.reset();
    co_return held;
  }
  const asio::any_io_executor executor = co_await asio::this_coro::executor;
  check_executor(executor);
  while (true) {
    if (backoff_) {
      co_await core_->runtime.sleep(wait_);
      backoff_->use();
      backoff_.reset();
      taken_ += cost_;
    }
    if (!std::exchange(resend_, false)) begin_attempt();
    if (core_->rate) co_await acquire();
    const auto end = core_->runtime.steady_now() + core_->timeout;
    const auto until = context_.deadline ? (std::min)(end, *context_.deadline) : end;
    http::response response;
    std::optional<response_error> error;
    std::optional<failure> failed;  // without a response
    ++attempts_;
    accepted_ = false;
    try {
      sent_.key = co_await current_credentials(*core_, until);
      sign();
      sent_.request.renew = [this] { sign(); };
      response = co_await core_->transport->send(sent_.request, until);
      error = check(response);
    } catch (const failure& f) {
      failed = f;
    }
    sent_.request.renew = nullptr;
    if (failed)
      decide(response_error{std::move(*failed)}, {}, {});
    else if (error)
      reject(response, std::move(*error));
    else
      co_return response;
  }
}

ROSTER_DECL response_error response_decode_error(const http::response& response, const decode_error& error,
                                                 const declared_errors& declared) {
  return {decode_failure(response, error, declared), error.offset >= response.body.size()};
}

ROSTER_DECL void retry_loop::accept() {
  if (std::exchange(accepted_, true)) return;  // before it was held
  core_->quota->give_back((std::max<std::size_t>)(taken_, 1));
  taken_ = 0;
}

ROSTER_DECL void retry_loop::reuse(std::string body) noexcept {
  constexpr std::size_t most = std::size_t{1} << 20;  // kept as long as the client
  zero_memory(body.data(), body.size());              // a page may contain the tokens of services
  if (body.capacity() > core_->spare->capacity() && body.capacity() <= most) *core_->spare = std::move(body);
}

ROSTER_DECL void retry_loop::reject(const http::response& response, response_error error) {
  if (response.secrets) error.why = response.secrets->redact(error.why);
  const auto answered_at = http::detail::parse_imf_date(response.headers.get("date"));
  const bool is_throttled =
      error.why.condition() == errc::throttled || response.status == 429 || response.status == 503;
  const auto hint =
      read_retry_hint(response.headers, answered_at.value_or(service_time(*core_)), is_throttled);
  decide(std::move(error), answered_at, hint);
}

ROSTER_DECL void retry_loop::set_part(const observed_part& part) {
  context_.part = part;
  events_.set_part(part);
}

inline void retry_loop::begin_attempt() {
  refreshed_ = corrected_ = false;
  events_.begin_attempt(++number_);
  check_deadline();
}

inline void retry_loop::check_deadline(const std::string& note) {
  if (time_left(*core_, context_).count() > 0) return;
  fail(failure(errc::timed_out, context_.listing ? "listing deadline exceeded" : "call deadline exceeded"),
       note);
}

/// Waits until the rate limiter allows a request, but not past the deadline.
inline asio::awaitable<void> retry_loop::acquire() {
  const auto now = core_->runtime.steady_now();
  const auto taken = core_->rate->reserve(now, context_.deadline.value_or((transport::time_point::max)()));
  if (!taken) fail(failure(errc::timed_out, "the rate limiter has no slot before the deadline"), {});
  if (taken->at <= now) co_return;
  scoped_reservation slot(*core_->rate, *taken);
  co_await core_->runtime.sleep(std::chrono::ceil<std::chrono::milliseconds>(taken->at - now));
  slot.use();
}

/// Signs the request with the current time and a fresh nonce; also called by the transport when it sends again on
/// another connection.
inline void retry_loop::sign() {
  const auto context = new_signing_context(*core_);
  http::request made = request_;
  const http::detail::wipe_request_at_exit wiped(made);
  core_->sign->sign(made, sent_.key, context);
  http::request& sent = sent_.request;
  http::detail::wipe_request(sent);
  sent.method = made.method;
  sent.to = made.to;
  sent.idempotent = made.idempotent;
  sent.path = std::move(made.path);
  sent.query = std::move(made.query);
  sent.headers = std::move(made.headers);
  sent.body = std::move(made.body);
  sent.spare = core_->spare;
  secrets_.reset();
  signed_at_ = context.now;
  ++context_.counters.requests;
  events_.request(sent);
}

/// Counts and reports a response. Returns why its status or headers are not acceptable.
inline std::optional<response_error> retry_loop::check(http::response& response) {
  context_.counters.bytes += response.raw_bytes;
  if (core_->observer) {
    const auto id = request_id_header(response.headers, context_.errors);
    std::string shown = id.empty() ? std::string() : secrets().redact(id);
    if (response.secrets) shown = response.secrets->redact(shown);
    events_.response(response, shown);
  }
  if (response.status >= 400)  // before it is decoded, which copies what a service echoes
    http::detail::redact_response(response, secrets());
  if (context_.accepted_status != 0 && response.status == context_.accepted_status) return std::nullopt;
  if (auto rejected = check_response(response, !context_.listing || context_.may_be_empty, context_.errors))
    return response_error{std::move(*rejected)};
  return std::nullopt;
}

/// Returns whether the service no longer accepts the credentials, so that refreshed ones may succeed.
inline bool rejects_credentials(const failure& why, const client_core& core, const declared_errors& declared,
                                const credentials& key) {
  if (!core.sign->needs_credentials()) return false;
  if (core.sign->refreshes_on_401() && why.details().http_status == 401) return true;
  return is_expired_token(why.details().vendor_code, !key.security_token.empty(), declared);
}

/// Recovers from an expired token or from clock skew, once each. Returns whether to send again at once.
inline bool retry_loop::recover(const failure& why, std::optional<std::chrono::sys_seconds> answered_at) {
  if (!refreshed_ && rejects_credentials(why, *core_, context_.errors, sent_.key)) {
    core_->credentials->invalidate(sent_.key);
    return refreshed_ = true;
  }
  if (corrected_ || !is_clock_skew(why.details().vendor_code, context_.errors)) return false;
  return corrected_ = core_->skew->learn(answered_at, signed_at_, core_->runtime.now());
}

/// Adds to the failure which recovery was tried without success.
inline failure with_recovery(failure why, const client_core& core, const declared_errors& declared,
                             const credentials& key, bool refreshed, const std::string& skew) {
  const auto code = why.details().vendor_code;
  if (refreshed && rejects_credentials(why, core, declared, key))
    why = with_note(why, "the credentials were rejected again after a refresh");
  return is_clock_skew(code, declared) ? with_note(why, skew) : why;
}

/// Decides about a failed attempt: the next `send` sends at once, or after a wait; or the request fails.
inline void retry_loop::decide(response_error error, std::optional<std::chrono::sys_seconds> answered_at,
                               std::optional<std::chrono::milliseconds> hint) {
  error.why = secrets().redact(error.why);
  if (error.why.condition() == errc::no_credentials) check_deadline(error.why.what());
  if (recover(error.why, answered_at)) {
    resend_ = true;
    return;
  }
  const failure why = with_recovery(error.why, *core_, context_.errors, sent_.key, refreshed_,
                                    core_->skew->note(answered_at, signed_at_));
  failed_attempt failed{.condition = why.condition(),
                        .number = number_,
                        .hint = hint,
                        .truncated_body = error.truncated_body,
                        .nonce_used = declared_nonce_used(why.details().vendor_code, context_.errors),
                        .quota = core_->quota->left(),
                        .left = time_left(*core_, context_)};
  auto decision = decide_retry(core_->retry, failed, core_->runtime.random());
  if (decision.should_retry && !context_.idempotent)
    decision = {.reason = "not retried: the call is not marked as idempotent (option read)"};
  if (decision.should_retry && !core_->quota->take(decision.cost)) {
    failed.quota = 0;  // concurrent requests took the quota first
    decision = decide_retry(core_->retry, failed, 0);
  }
  if (!decision.should_retry) fail(why, decision.reason);
  backoff_.emplace(*core_->quota, decision.cost);
  cost_ = decision.cost;
  wait_ = decision.wait;
  ++context_.counters.retries;
  events_.retry(why, decision.wait);
}

inline const redactor& retry_loop::secrets() {
  if (!secrets_) secrets_ = secrets_of(sent_.request, sent_.key);
  return *secrets_;
}

inline void retry_loop::fail(const failure& why, const std::string& note) {
  const auto whole = final_failure(why, *core_, context_, request_, attempts_, note);
  events_.failed(whole);
  throw whole;
}

}  // namespace roster::inline v0::detail
