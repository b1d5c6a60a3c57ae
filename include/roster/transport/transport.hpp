// SPDX-License-Identifier: BSL-1.0
#pragma once
// The interface of an HTTP client.

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <memory>
#include <roster/config.hpp>
#include <roster/http/message.hpp>

namespace roster::inline v0::detail {

/// Checks that an executor does not run handlers concurrently: clients, connections, servers and ranges have no locks.
/// An io_context that several threads run cannot be detected.
/// Fails: failure(errc::invalid_argument) for the executor of a thread_pool and for system_executor, unless wrapped in
/// a strand.
ROSTER_DECL void check_executor(const boost::asio::any_io_executor& executor);

}  // namespace roster::inline v0::detail

namespace roster::inline v0 {

namespace asio = boost::asio;

/// Sends a request and returns its response. One transport serves many listings on the same executor.
class ROSTER_VISIBLE transport {
 public:
  using time_point = std::chrono::steady_clock::time_point;  ///< of the clock of deadlines

  transport() = default;
  transport(const transport&) = delete;
  transport& operator=(const transport&) = delete;
  virtual ~transport() = default;

  /// Sends `request` and reads the complete response, whatever its status. Redirects are not followed.
  /// Awaits: until the response is complete, at most until `until`.
  /// Fails: failure with errc::connection, tls, timed_out, protocol, too_large, proxy or invalid_argument.
  /// Cancels: terminal cancellation closes the connection and completes with operation_aborted.
  /// Lifetime: `request` must outlive the await.
  virtual asio::awaitable<http::response> send(const http::request& request, time_point until) = 0;
};

}  // namespace roster::inline v0

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/transport/impl/transport.ipp>
#endif
