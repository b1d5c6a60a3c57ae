// SPDX-License-Identifier: BSL-1.0
#pragma once
// Connects to one of a host's addresses: runs the attempts of a connect_race with sockets and a timer.

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/system/error_code.hpp>
#include <chrono>
#include <cstdint>
#include <optional>
#include <roster/config.hpp>
#include <string>
#include <vector>

namespace roster::inline v0::detail {

/// A connection attempt that failed.
struct failed_connect {
  boost::asio::ip::address address{};
  boost::system::error_code error{};  ///< no error: no response was received
};

/// The outcome of connecting.
struct connect_result {
  std::optional<boost::asio::ip::tcp::socket> socket{};  ///< connected; empty if no attempt succeeded
  boost::asio::ip::address address{};                    ///< of the peer, if there is a socket
  std::vector<failed_connect> failed{};                  ///< in the order in which they started
  bool timed_out{};  ///< not all attempts finished; only meaningful without a socket
};

/// Connects to the first of `addresses` that accepts the connection, as RFC 8305 specifies. All other sockets are
/// closed when it completes.
/// Awaits: until one is connected, all have failed, or the deadline passes.
/// Cancels: closes all sockets and completes with operation_aborted.
/// Lifetime: `addresses` must outlive the await, which must run on `executor`.
ROSTER_DECL boost::asio::awaitable<connect_result> connect_any(
    boost::asio::any_io_executor executor, const std::vector<boost::asio::ip::address>& addresses,
    std::uint16_t port, std::chrono::steady_clock::time_point deadline);

/// Returns the most informative error: the first one that is not a missing local route for the address family;
/// otherwise the first error.
ROSTER_DECL boost::system::error_code main_error(const std::vector<failed_connect>& failed);

/// Returns " (tried 10.0.0.1: connection refused, ::1: no response and 3 more)".
ROSTER_DECL std::string attempts_text(const std::vector<failed_connect>& failed);

/// Returns the message of an error, beginning in lower case: "connection refused".
ROSTER_DECL std::string error_text(boost::system::error_code error);

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/transport/impl/connect_any.ipp>
#endif
