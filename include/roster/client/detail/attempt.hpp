// SPDX-License-Identifier: BSL-1.0
#pragma once
// One attempt of an exchange: waits for its turn, signs, sends and judges; and mends at once what the service says
// of the key and the clock.

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

/// What came of one attempt: no failure, when its answer was taken.
struct attempt_result {
  credentials key{};  ///< that it was made with
  std::chrono::sys_seconds signed_at{};
  std::optional<std::chrono::sys_seconds> answered_at{};  ///< by the clock of the service that refused it
  std::size_t sent{1};  ///< requests, those before it that were mended included
  std::optional<response_error> failed{};
  std::optional<std::chrono::milliseconds> hint{};
};

/// Signs `request` for this moment.
/// Fails: failure, when credentials are not to be had.
ROSTER_DECL asio::awaitable<http::request> sign_request(const client_core& core, http::request request);

/// Judges an answer that came before.
ROSTER_DECL attempt_result early_attempt(const client_core& core, const send_context& context,
                                         const response_handler& take);

/// Makes one attempt. If the service says that its token is good no longer, the credentials are renewed; if it says that
/// the clock is wrong, that is corrected. Then the same is asked again, once for either: that is no retry, since
/// nothing was wrong with the request. `before`: the requests that were sent before.
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
