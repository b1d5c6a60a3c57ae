// SPDX-License-Identifier: BSL-1.0
#pragma once
// One attempt at a request: waits for the rate limiter, signs, sends and checks the response. Recovers at once from
// an expired token and from clock skew.

#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <cstddef>
#include <optional>
#include <roster/auth/credentials.hpp>
#include <roster/client/detail/client_core.hpp>
#include <roster/client/detail/event_emitter.hpp>
#include <roster/client/detail/send_context.hpp>
#include <roster/config.hpp>
#include <roster/http/request.hpp>

namespace roster::inline v0::detail {

/// The outcome of one attempt; `failed` is empty when its response was accepted.
struct attempt_result {
  credentials key{};  ///< the credentials that signed the attempt
  std::chrono::sys_seconds signed_at{};
  /// When the service rejected the attempt, by the service's clock.
  std::optional<std::chrono::sys_seconds> answered_at{};
  std::size_t sent{1};  ///< requests sent, including those that were followed by a recovery
  std::optional<response_error> failed{};
  std::optional<std::chrono::milliseconds> hint{};
};

/// Signs `request` with the current time.
/// Fails: failure, when no credentials are available.
ROSTER_DECL asio::awaitable<http::request> sign_request(const client_core& core, http::request request);

/// Checks a prefetched response.
ROSTER_DECL attempt_result check_prefetched(const client_core& core, const send_context& context,
                                            const response_handler& take);

/// Makes one attempt. If the service rejects the token as expired, the credentials are refreshed; if it reports clock
/// skew, the skew is corrected. The same request is then sent again, once for each reason. That is not a retry, since
/// nothing was wrong with the request. `before`: the number of requests sent before.
/// Lifetime: all arguments must outlive the await.
ROSTER_DECL asio::awaitable<attempt_result> attempt_with_recovery(const client_core& core,
                                                                  const http::request& request,
                                                                  const send_context& context,
                                                                  const response_handler& take,
                                                                  event_emitter& watched, std::size_t before);

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/client/impl/attempt.ipp>
#endif
