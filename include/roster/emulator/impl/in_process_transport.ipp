// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of in_process_transport.hpp.

#include <roster/emulator/detail/in_process_transport.hpp>

#include <algorithm>
#include <boost/asio/error.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <roster/emulator/faults/detail/apply_fault.hpp>
#include <roster/failure.hpp>
#include <roster/http/detail/check_request.hpp>
#include <roster/transport/detail/response_reader.hpp>
#include <string>
#include <string_view>

namespace roster::inline v0::emulator::detail {

[[noreturn]] inline void break_in_process(const broken_delivery& broken, const http::request& request) {
  const std::string origin = request.to.origin();
  const std::string how = broken.how == broken_by::reset ? " was reset" : " was closed";
  const std::string when = !broken.anything ? " before any response byte"
                           : broken.header  ? " before the body was complete"
                                            : " before the header was complete";
  throw failure(errc::connection,
                failure_details{.message = "the connection to " + origin + how + when, .endpoint = origin});
}

[[noreturn]] inline void time_out_in_process(const http::request& request) {
  const std::string origin = request.to.origin();
  throw failure(
      errc::timed_out,
      failure_details{.message = "no response from " + origin + " before the deadline", .endpoint = origin});
}

/// Reads the corrupted bytes to their end, as the real client does.
inline http::response read_spoilt(const corrupted_response& bytes, const http::request& request) {
  roster::detail::response_reader reader({}, request.method != "HEAD", request.to.origin());
  const auto take = [&](std::string_view text) {
    while (!text.empty() && !reader.complete()) {
      const auto space = reader.space();
      const std::size_t n = (std::min)(space.size(), text.size());
      std::copy_n(text.data(), n, static_cast<char*>(space.data()));
      reader.received(n);
      text.remove_prefix(n);
    }
  };
  take(bytes.first);
  take(bytes.garbled);
  for (auto sent = bytes.first.size(); !bytes.repeated.empty() && !reader.complete();) {
    if (bytes.most != 0 && sent >= bytes.most) break;
    take(bytes.repeated);
    sent += bytes.repeated.size();
  }
  if (!reader.complete()) reader.ended(boost::asio::error::eof);
  return reader.take();
}

ROSTER_DECL boost::asio::awaitable<http::response> in_process_transport::send(const http::request& request,
                                                                              time_point until) {
  http::detail::check_request(request);
  const auto token = boost::asio::use_awaitable;
  co_await boost::asio::post(executor_, token);  // completes asynchronously, as a network does

  const emulated_response reply = service_->respond(request);
  const corrupted_response spoilt = reply.spoilt ? spoil(reply, true) : corrupted_response{};
  const auto dripping = spoilt.every * static_cast<std::int64_t>(spoilt.first.size());
  const bool stalls = spoilt.then == afterwards::wait;
  const auto ready = std::chrono::steady_clock::now() + reply.wait + dripping;
  if (stalls || ready > until || (reply.wait + dripping).count() > 0) {
    boost::asio::steady_timer timer(executor_, stalls ? until : (std::min)(ready, until));
    co_await timer.async_wait(token);
  }
  if (stalls || ready > until) time_out_in_process(request);
  if (reply.broken) break_in_process(*reply.broken, request);
  if (reply.spoilt) co_return read_spoilt(spoilt, request);

  http::response whole = reply.response;
  whole.raw_bytes = whole.body.size();
  co_return whole;
}

}  // namespace roster::inline v0::emulator::detail
