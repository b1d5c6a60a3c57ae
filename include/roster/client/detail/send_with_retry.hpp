// SPDX-License-Identifier: BSL-1.0
#pragma once
// Sends one request, of a page or of a single call, with retries as `decide_retry` decides. Not a template: compiled
// once.

#include <boost/asio/awaitable.hpp>
#include <roster/client/detail/client_core.hpp>
#include <roster/client/detail/send_context.hpp>
#include <roster/config.hpp>
#include <roster/http/request.hpp>

namespace roster::inline v0::detail {

/// Sends `request` until `take` has accepted a response.
/// Fails: failure with its full context, after the last attempt.
/// Lifetime: all arguments must outlive the await.
ROSTER_DECL asio::awaitable<void> exchange(const client_core& core, const http::request& request,
                                           const send_context& context, const response_handler& take);

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/client/impl/send_with_retry.ipp>
#endif
