// SPDX-License-Identifier: BSL-1.0
#pragma once
// The interface to whatever carries requests: the network, the emulator or a test. No sockets, TLS or Beast
// in here.

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <memory>
#include <roster/http/request.hpp>
#include <roster/http/response.hpp>

namespace roster::inline v0 {

namespace asio = boost::asio;

/// Carries one request and brings its answer. One transport serves many listings on the same executor.
class transport {
 public:
  using time_point = std::chrono::steady_clock::time_point;

  transport() = default;
  transport(const transport&) = delete;
  transport& operator=(const transport&) = delete;
  virtual ~transport() = default;

  /// Sends `request` and reads the whole answer, whatever its status; follows no redirect.
  /// Awaits: until the answer is complete, at the latest until `until`.
  /// Fails: failure with errc::connection, tls, timed_out, protocol, too_large or invalid_argument.
  /// Cancels: terminal cancellation closes the connection and completes with operation_aborted.
  /// Lifetime: `request` must outlive the await.
  virtual asio::awaitable<http::response> send(const http::request& request, time_point until) = 0;
};

}  // namespace roster::inline v0
