// SPDX-License-Identifier: BSL-1.0
#pragma once
// One exchange, of a page or of a single call: sign, send, judge, and the same again as the retry decision
// says. No template: compiled once.

#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <roster/client/core.hpp>
#include <roster/config.hpp>
#include <roster/failure.hpp>
#include <roster/http/request.hpp>
#include <roster/http/response.hpp>
#include <roster/page/report.hpp>
#include <roster/schema/permission.hpp>

namespace roster::detail {

/// Why an answer is not taken as a page.
struct rejection {
  failure why;
  bool cut_body{};  ///< the JSON ends too early, as a cut answer does
};

/// Takes an answer; returns nothing when it was what is wanted, which may then be moved out.
using take_answer = std::function<std::optional<rejection>(http::response&)>;

/// What an exchange is part of: for deadlines, counters and messages.
struct exchange_context {
  std::optional<std::chrono::steady_clock::time_point> deadline{};
  permission needed{};
  roster::report& counters;
  std::size_t page{};          ///< its number in the listing, for messages
  http::response* received{};  ///< an answer that is here: to the first attempt, which is counted already
  bool listing{true};          ///< otherwise a single call: no page, and its answer may be empty
  bool repeatable{true};       ///< otherwise there is one attempt, whatever comes of it
};

/// Signs `request` for this moment.
/// Fails: failure, when credentials are not to be had.
ROSTER_DECL asio::awaitable<http::request> sign_now(const client_core& core, http::request request);

/// Sends `request` until `take` has accepted an answer.
/// Fails: failure with everything that is known, after the last attempt.
/// Lifetime: all arguments must outlive the await.
ROSTER_DECL asio::awaitable<void> exchange(const client_core& core, const http::request& request,
                                           const exchange_context& context, const take_answer& take);

}  // namespace roster::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/client/impl/exchange.ipp>
#endif
