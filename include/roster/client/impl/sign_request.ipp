// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of sign_request.hpp.

#include <roster/client/detail/current_credentials.hpp>
#include <roster/client/detail/sign_request.hpp>
#include <utility>

namespace roster::inline v0::detail {

ROSTER_DECL std::chrono::sys_seconds service_time(const client_core& core) {
  return core.runtime.now() + core.skew->ahead();
}

ROSTER_DECL signing_context new_signing_context(const client_core& core) {
  return {.now = service_time(core), .nonce = core.runtime.nonce()};
}

ROSTER_DECL asio::awaitable<http::request> sign_request(const client_core& core, http::request request) {
  const auto key = co_await current_credentials(core, core.runtime.steady_now() + core.timeout);
  const auto context = new_signing_context(core);
  core.sign->sign(request, key, context);
  co_return std::move(request);
}

}  // namespace roster::inline v0::detail
