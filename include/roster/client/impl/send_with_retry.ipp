// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of send_with_retry.hpp.

#include <roster/client/detail/send_with_retry.hpp>

#include <algorithm>
#include <boost/asio/this_coro.hpp>
#include <roster/client/detail/attempt.hpp>
#include <roster/client/detail/scoped_reservation.hpp>
#include <roster/retry/retry_options.hpp>
#include <roster/transport/check_executor.hpp>
#include <utility>

namespace roster::inline v0::detail {

inline failed_attempt described(const attempt_result& result, std::size_t number, std::size_t quota,
                                std::chrono::milliseconds left) {
  const auto& why = result.failed->why;
  return {.condition = why.condition(),
          .vendor_code = why.details().vendor_code,
          .number = number,
          .hint = result.hint,
          .truncated_body = result.failed->truncated_body,
          .quota = quota,
          .left = left};
}

/// Decides whether a failed attempt is retried, and takes the cost of the retry from the client's quota.
inline retry_decision decide(const client_core& core, const send_context& context,
                             const attempt_result& result, std::size_t number) {
  auto failed = described(result, number, core.quota->left(), time_left(core, context));
  auto decision = decide_retry(core.retry, failed, core.runtime.random());
  if (decision.again && !context.repeatable)
    return {.reason = "not retried: the call is not marked as idempotent (option read)"};
  if (!decision.again || core.quota->take(decision.cost)) return decision;
  failed.quota = 0;  // concurrent requests took the quota first
  return decide_retry(core.retry, failed, 0);
}

/// Sends `request` until `take` has accepted a response, as exchange() does, and reports every event but the final
/// failure.
inline asio::awaitable<void> send_observed(const client_core& core, const http::request& request,
                                           const send_context& context, const response_handler& take,
                                           event_emitter& watched) {
  std::size_t taken = 0;  // from the quota
  std::size_t sent = 0;
  for (std::size_t number = 1;; ++number) {
    watched.begin_attempt(number);
    if (time_left(core, context).count() <= 0) {
      const failure late(errc::timed_out,
                         context.listing ? "listing deadline exceeded" : "call deadline exceeded");
      throw final_failure(late, core, context, request, sent, {});
    }
    const bool is_here = number == 1 && context.received != nullptr;
    attempt_result result;
    if (is_here)
      result = check_prefetched(core, context, take);
    else
      result = co_await attempt_with_recovery(core, request, context, take, watched, sent);
    if (!result.failed) {
      if (!is_here) core.quota->give_back((std::max<std::size_t>)(taken, 1));
      co_return;
    }
    sent += result.sent;
    const auto decision = decide(core, context, result, number);
    if (!decision.again)
      throw final_failure(result.failed->why, core, context, request, sent, decision.reason);
    scoped_reservation tokens(*core.quota, decision.cost);
    ++context.counters.retries;
    watched.retry(result.failed->why, decision.wait);
    co_await core.runtime.sleep(decision.wait);
    tokens.use();
    taken += decision.cost;
  }
}

ROSTER_DECL asio::awaitable<void> exchange(const client_core& core, const http::request& request,
                                           const send_context& context, const response_handler& take) {
  const asio::any_io_executor executor = co_await asio::this_coro::executor;
  check_executor(executor);
  event_emitter watched(core, context.part);
  try {
    co_await send_observed(core, request, context, take, watched);
  } catch (const failure& f) {
    watched.failed(f);
    throw;
  }
}

}  // namespace roster::inline v0::detail
