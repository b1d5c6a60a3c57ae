// SPDX-License-Identifier: BSL-1.0
#pragma once
// One TCP connection, with TLS or without, and the one deadline that is running on it.

#include <array>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <roster/config.hpp>
#include <string>

namespace roster::inline v0::detail {

/// A connection; operations report through `ec`, one at a time. When the deadline passes, or `detach` is
/// called, the socket is closed, and the operation in flight ends with an error.
class connection : public std::enable_shared_from_this<connection> {
 public:
  using tcp = boost::asio::ip::tcp;
  using error_code = boost::system::error_code;
  using time_point = std::chrono::steady_clock::time_point;

  explicit connection(tcp::socket connected);
  connection(const connection&) = delete;
  connection& operator=(const connection&) = delete;
  /// Ends TLS as it should be ended, as far as that needs no waiting, and closes the socket.
  ~connection();

  /// Begins TLS with a server that must be `host`.
  /// Lifetime: `context` until the handshake is over.
  boost::asio::awaitable<void> handshake(boost::asio::ssl::context& context, const std::string& host,
                                         error_code& ec);
  boost::asio::awaitable<std::size_t> write(std::array<boost::asio::const_buffer, 2> bytes, error_code& ec);
  boost::asio::awaitable<std::size_t> read_some(boost::asio::mutable_buffer space, error_code& ec);

  /// Tells whether the peer has sent nothing and not closed, by trying to read without waiting. If it has,
  /// the connection is of no further use.
  bool is_idle();

  /// Sets the deadline, in place of the one before.
  void expires_at(time_point when);
  void expires_never();
  bool expired() const noexcept { return expired_; }
  /// Closes the socket at once, without TLS's farewell.
  void detach();

  SSL* session() { return tls_->native_handle(); }

 private:
  boost::asio::steady_timer deadline_;
  std::uint64_t round_{};  // tells a deadline from one that was replaced when it had already fired
  bool expired_{false};
  bool tls_shutdown_{false};  // TLS is up
  tcp::socket socket_;
  std::optional<boost::asio::ssl::stream<tcp::socket&>> tls_{};
};

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/transport/impl/connection.ipp>
#endif
