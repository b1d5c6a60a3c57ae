// SPDX-License-Identifier: BSL-1.0
#pragma once
// One TCP connection, with or without TLS, and its deadline.

#include <array>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <roster/config.hpp>
#include <roster/transport/detail/tls_sessions.hpp>
#include <roster/transport/detail/tls_stream.hpp>
#include <string>

namespace roster::inline v0::detail {

/// A connection. Operations report errors through `ec` and must not overlap. When the deadline passes, or `detach` is
/// called, the socket is closed, and the pending operation completes with an error.
class connection : public std::enable_shared_from_this<connection> {
 public:
  using tcp = boost::asio::ip::tcp;
  using error_code = boost::system::error_code;
  using time_point = std::chrono::steady_clock::time_point;

  explicit connection(tcp::socket connected);
  connection(const connection&) = delete;
  connection& operator=(const connection&) = delete;
  /// Sends the TLS close_notify if that is possible without blocking, and closes the socket.
  ~connection();

  /// Performs the TLS handshake; the certificate of the server must be valid for `host`. A session of `place` is
  /// resumed, if there is one.
  /// Lifetime: `context` must outlive the handshake.
  boost::asio::awaitable<void> handshake(SSL_CTX* context, const std::string& host, tls_session_place place,
                                         error_code& ec);
  boost::asio::awaitable<void> write(std::array<boost::asio::const_buffer, 2> bytes, error_code& ec);
  boost::asio::awaitable<std::size_t> read_some(boost::asio::mutable_buffer space, error_code& ec);

  /// Returns whether the peer has neither sent anything nor closed the connection, using a non-blocking read. If it
  /// returns false, the connection is unusable.
  bool is_idle();

  /// Sets the deadline, replacing the previous one.
  void expires_at(time_point when);
  void expires_never();
  bool expired() const noexcept { return expired_; }
  /// Closes the socket immediately, without a TLS close_notify.
  void detach();

  SSL* session() const noexcept { return tls_->session(); }

 private:
  static constexpr time_point never = (time_point::max)();

  void wait_until(time_point when);

  boost::asio::steady_timer timer_;
  time_point deadline_{never};
  time_point waits_until_{never};  // of the timer: earlier than the deadline if that was postponed
  std::uint64_t round_{};          // distinguishes a wait from a replaced one that has already ended
  bool expired_{false};
  bool tls_shutdown_{false};  // TLS is established, so close_notify is due
  tcp::socket socket_;
  tls_session_place place_{};
  std::optional<tls_stream> tls_{};
};

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/transport/impl/connection.ipp>
#endif
