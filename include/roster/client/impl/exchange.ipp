// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of exchange.hpp.

#include <algorithm>
#include <new>
#include <roster/auth/signing_moment.hpp>
#include <roster/client/current_credentials.hpp>
#include <roster/client/exchange.hpp>
#include <roster/http/date.hpp>
#include <roster/page/judgement.hpp>
#include <roster/page/retry_hint.hpp>
#include <roster/page/vendor_error.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace roster::detail {

/// One attempt and what came of it: nothing, when its answer was taken.
struct attempt_result {
  credentials key{};  ///< that it was made with
  std::chrono::sys_seconds signed_at{};
  std::optional<std::chrono::sys_seconds> answered_at{};  ///< by the clock of the service that refused it
  std::size_t sent{1};  ///< requests, those before it that were mended included
  std::optional<rejection> failed{};
  std::optional<std::chrono::milliseconds> hint{};
};

inline std::optional<rejection> judged(http::response& response, const exchange_context& context,
                                       const take_answer& take) {
  if (auto refused = judge(response, !context.listing)) return rejection{std::move(*refused)};
  return take(response);
}

/// Returns the time by the service's clock, as far as it is known.
inline std::chrono::sys_seconds service_time(const client_core& core) {
  return core.around.now() + core.skew->ahead();
}

inline attempt_result judged_attempt(const client_core& core, http::response& response,
                                     const exchange_context& context, const take_answer& take) {
  attempt_result result{.failed = judged(response, context, take)};
  if (!result.failed) return result;
  result.answered_at = http::parse_imf_date(response.headers.get("date"));
  result.hint = read_retry_hint(response.headers, result.answered_at.value_or(service_time(core)));
  return result;
}

inline signing_moment this_moment(const client_core& core) {
  return {.now = service_time(core), .nonce = core.around.nonce()};
}

/// Judges an answer that came before.
inline attempt_result early_attempt(const client_core& core, const exchange_context& context,
                                    const take_answer& take) {
  auto result = judged_attempt(core, context.received->response, context, take);
  if (result.failed) result.failed->why = context.received->secrets.hide(result.failed->why);
  return result;
}

inline http::request signed_request(const signing_moment& moment, const client_core& core,
                                    http::request request, const credentials& key) {
  core.sign->sign(request, key, moment);
  return request;
}

inline asio::awaitable<attempt_result> attempt(const client_core& core, const http::request& request,
                                               transport::time_point until, const exchange_context& context,
                                               const take_answer& take, observation& watched) {
  attempt_result result;
  credentials key;
  http::request sent;
  try {
    key = co_await current_credentials(core, until);
    const auto moment = this_moment(core);
    sent = signed_request(moment, core, request, key);
    ++context.counters.requests;
    watched.request(sent);
    auto response = co_await core.transport->send(sent, until);
    context.counters.bytes += response.raw_bytes;
    watched.response(response, sent, key);
    if (context.secrets != nullptr) *context.secrets = sent_secrets(sent, key);
    result = judged_attempt(core, response, context, take);
    result.signed_at = moment.now;
  } catch (const failure& f) {
    result.failed = rejection{f};
  }
  if (result.failed) result.failed->why = sent_secrets(sent, key).hide(result.failed->why);
  result.key = std::move(key);
  co_return result;
}

inline bool is_token_refused(const attempt_result& result, const client_core& core) {
  return result.failed && core.sign->needs_credentials() &&
         refuses_token(result.failed->why.details().vendor_code, !result.key.security_token.empty());
}

inline bool is_clock_refused(const attempt_result& result) {
  return result.failed && refuses_clock(result.failed->why.details().vendor_code);
}

inline failure with_remark(const failure& why, const std::string& remark) {
  auto details = why.details();
  details.message += "; " + remark;
  return {why.condition(), std::move(details)};
}

/// Learns the service's time from a refusal. Returns whether to sign in it may help.
inline bool learns_clock(const attempt_result& result, const client_core& core) {
  return is_clock_refused(result) &&
         core.skew->learn(result.answered_at, result.signed_at, core.around.now());
}

/// Says what has been done about a refusal, and did not help.
inline void explain(attempt_result& result, const client_core& core, bool renewed) {
  if (renewed && is_token_refused(result, core))
    result.failed->why = with_remark(
        result.failed->why, "it refused the credentials before as well, and they were renewed in between");
  if (is_clock_refused(result))
    result.failed->why =
        with_remark(result.failed->why, core.skew->remark(result.answered_at, result.signed_at));
}

inline failure final_failure(const failure& why, const client_core& core, const exchange_context& context,
                             std::size_t attempts, const std::string& remark) {
  auto details = why.details();
  details.endpoint = core.endpoint.origin();
  if (context.listing) details.page = context.part.page;
  details.attempts = attempts;
  if (why.condition() == errc::forbidden && details.missing_permission.empty())
    details.missing_permission = context.needed.needed;
  failure whole(why.condition(), std::move(details));
  return remark.empty() ? whole : with_remark(whole, remark);
}

inline std::chrono::milliseconds time_left(const client_core& core, const exchange_context& context) {
  if (!context.deadline) return std::chrono::milliseconds::max();
  return std::chrono::ceil<std::chrono::milliseconds>(*context.deadline - core.around.steady_now());
}

inline transport::time_point attempt_end(const client_core& core, const exchange_context& context) {
  const auto end = core.around.steady_now() + core.timeout;
  return context.deadline ? std::min(end, *context.deadline) : end;
}

/// Something that was taken of what is shared; given back unless it is used: what waits may be given up.
template <class Shared, class Taken>
class taken_ahead {
 public:
  taken_ahead(Shared& from, const Taken& taken) noexcept : from_(&from), taken_(taken) {}
  taken_ahead(const taken_ahead&) = delete;
  taken_ahead& operator=(const taken_ahead&) = delete;
  ~taken_ahead() {
    try {
      if (from_ != nullptr) from_->give_back(taken_);
    } catch (const std::bad_alloc&) {  // it is lost: others wait a little longer
    }
  }
  void use() noexcept { from_ = nullptr; }

 private:
  Shared* from_;
  Taken taken_;
};

/// Waits until the rate limit allows an attempt, but not past the deadline.
inline asio::awaitable<void> await_turn(const client_core& core, const exchange_context& context,
                                        std::size_t attempts) {
  if (!core.rate) co_return;
  const auto now = core.around.steady_now();
  const auto taken = core.rate->take_turn(now, context.deadline.value_or(transport::time_point::max()));
  if (!taken) {
    const failure late(errc::timed_out, "the rate limit allows no request before the deadline");
    throw final_failure(late, core, context, attempts, {});
  }
  if (taken->at <= now) co_return;
  taken_ahead turn(*core.rate, *taken);
  co_await core.around.sleep(std::chrono::ceil<std::chrono::milliseconds>(taken->at - now));
  turn.use();
}

/// One attempt. If the service says that its token is good no longer, the credentials are renewed; if it says that
/// the clock is wrong, that is corrected. Then the same is asked again, once for either: that is no retry, since
/// nothing was wrong with the request. `before`: the requests that were sent before.
inline asio::awaitable<attempt_result> mended_attempt(const client_core& core, const http::request& request,
                                                      const exchange_context& context,
                                                      const take_answer& take, observation& watched,
                                                      std::size_t before) {
  bool renewed = false;
  bool corrected = false;
  while (true) {
    const std::size_t mended = 0U + renewed + corrected;
    co_await await_turn(core, context, before + mended);
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

inline failed_attempt described(const attempt_result& result, std::size_t number, std::size_t quota,
                                std::chrono::milliseconds left) {
  const auto& why = result.failed->why;
  return {.condition = why.condition(),
          .vendor_code = why.details().vendor_code,
          .number = number,
          .hint = result.hint,
          .cut_body = result.failed->cut_body,
          .quota = quota,
          .left = left};
}

/// Decides about a failed attempt, and takes from the client's quota what a repetition costs.
inline retry_decision decide(const client_core& core, const exchange_context& context,
                             const attempt_result& result, std::size_t number) {
  auto failed = described(result, number, core.quota->left(), time_left(core, context));
  auto decision = decide_retry(core.retry, failed, core.around.random());
  if (decision.again && !context.repeatable)
    return {.why_not = "not repeated, since nobody said that the call is a read"};
  if (!decision.again || core.quota->take(decision.cost)) return decision;
  failed.quota = 0;  // others were faster
  return decide_retry(core.retry, failed, 0);
}

ROSTER_DECL asio::awaitable<http::request> sign_now(const client_core& core, http::request request) {
  const auto key = co_await current_credentials(core, core.around.steady_now() + core.timeout);
  co_return signed_request(this_moment(core), core, std::move(request), key);
}

/// Sends `request` until `take` has accepted an answer, as exchange() does, and tells of everything but its end.
inline asio::awaitable<void> exchange_observed(const client_core& core, const http::request& request,
                                               const exchange_context& context, const take_answer& take,
                                               observation& watched) {
  std::size_t taken = 0;  // of the quota
  std::size_t sent = 0;
  for (std::size_t number = 1;; ++number) {
    watched.begin_attempt(number);
    if (time_left(core, context).count() <= 0) {
      const failure late(errc::timed_out, context.listing ? "the listing did not end within its deadline"
                                                          : "the call did not end within its deadline");
      throw final_failure(late, core, context, sent, {});
    }
    const bool is_here = number == 1 && context.received != nullptr;
    attempt_result result;
    if (is_here)
      result = early_attempt(core, context, take);
    else
      result = co_await mended_attempt(core, request, context, take, watched, sent);
    if (!result.failed) {
      if (!is_here) core.quota->give_back(std::max<std::size_t>(taken, 1));
      co_return;
    }
    sent += result.sent;
    const auto decision = decide(core, context, result, number);
    if (!decision.again) throw final_failure(result.failed->why, core, context, sent, decision.why_not);
    taken_ahead tokens(*core.quota, decision.cost);
    ++context.counters.retries;
    watched.retry(result.failed->why, decision.wait);
    co_await core.around.sleep(decision.wait);
    tokens.use();
    taken += decision.cost;
  }
}

ROSTER_DECL asio::awaitable<void> exchange(const client_core& core, const http::request& request,
                                           const exchange_context& context, const take_answer& take) {
  observation watched(core, context.part);
  try {
    co_await exchange_observed(core, request, context, take, watched);
  } catch (const failure& f) {
    watched.failed(f);
    throw;
  }
}

}  // namespace roster::detail
