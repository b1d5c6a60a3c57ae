// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of in_process_transport.hpp.

#include <roster/emulator/impl/in_process_transport.hpp>

#include <algorithm>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <roster/failure.hpp>
#include <roster/http/check_request.hpp>
#include <string>

namespace roster::detail {

[[noreturn]] inline void break_in_process(const broken_delivery& broken, const http::request& request) {
  const std::string origin = request.to.origin();
  const std::string how = broken.how == broken_by::reset ? " was reset" : " was closed";
  const std::string when = !broken.anything ? " before an answer came"
                           : broken.header  ? " before the whole body came"
                                            : " before the whole header came";
  throw failure(errc::connection,
                failure_details{.message = "the connection to " + origin + how + when, .endpoint = origin});
}

[[noreturn]] inline void time_out_in_process(const http::request& request) {
  const std::string origin = request.to.origin();
  throw failure(errc::timed_out,
                failure_details{.message = "no answer from " + origin + " in time", .endpoint = origin});
}

ROSTER_DECL boost::asio::awaitable<http::response> in_process_transport::send(const http::request& request,
                                                                              time_point until) {
  http::check_request(request);
  const auto token = boost::asio::use_awaitable;
  co_await boost::asio::post(executor_, token);  // as asynchronous as a network

  const emulated_answer reply = clouds_->answer(request);
  const auto ready = std::chrono::steady_clock::now() + reply.wait;
  if (ready > until || reply.wait.count() > 0) {
    boost::asio::steady_timer timer(executor_, std::min(ready, until));
    co_await timer.async_wait(token);
  }
  if (ready > until) time_out_in_process(request);
  if (reply.broken) break_in_process(*reply.broken, request);

  http::response whole = reply.response;
  whole.raw_bytes = whole.body.size();
  co_return whole;
}

}  // namespace roster::detail
