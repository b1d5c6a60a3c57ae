// SPDX-License-Identifier: BSL-1.0
#pragma once
// A TLS session over a TCP socket. OpenSSL reads and writes through the buffer of this class, so that a system call
// receives many TLS records; asio::ssl::stream receives one at a time, and takes longer to compile.

#include <openssl/ssl.h>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/system/error_code.hpp>
#include <cstddef>
#include <memory>
#include <roster/config.hpp>

namespace roster::inline v0::detail {

/// Returns whether a non-blocking operation would have to wait.
inline bool is_would_block(boost::system::error_code ec) noexcept {
  return ec == boost::asio::error::would_block || ec == boost::asio::error::try_again;
}

/// Removes the oldest error from OpenSSL's queue and returns it; no error if the queue is empty.
ROSTER_DECL boost::system::error_code next_tls_error() noexcept;

struct free_ssl {
  void operator()(SSL* session) const noexcept { SSL_free(session); }
};
using ssl_pointer = std::unique_ptr<SSL, free_ssl>;

/// The client's side of a TLS session. Operations report errors through `ec` and must not overlap. After an error, other
/// than that of `read_now` without data, the session is unusable.
/// Lifetime: `socket` must outlive it, and is set to non-blocking mode.
class tls_stream {
 public:
  using tcp = boost::asio::ip::tcp;
  using error_code = boost::system::error_code;

  /// Fails: std::bad_alloc.
  tls_stream(tcp::socket& socket, SSL_CTX* context);
  tls_stream(const tls_stream&) = delete;
  tls_stream& operator=(const tls_stream&) = delete;
  ~tls_stream() = default;

  SSL* session() const noexcept { return session_.get(); }

  boost::asio::awaitable<void> handshake(error_code& ec);
  /// Writes all bytes.
  boost::asio::awaitable<void> write(boost::asio::const_buffer bytes, error_code& ec);
  /// Reads at least one byte; `eof` after the peer's close_notify, `stream_truncated` if the connection ends without it.
  boost::asio::awaitable<std::size_t> read_some(boost::asio::mutable_buffer space, error_code& ec);
  /// Reads without waiting; `would_block` if nothing has arrived, `message_size` for too many records without data.
  std::size_t read_now(boost::asio::mutable_buffer space, error_code& ec);
  /// Sends close_notify if that is possible without waiting.
  void shutdown_now() noexcept;

 private:
  enum class operation { handshake, write, read };

  static BIO_METHOD* methods();
  static int write_bytes(BIO* bio, const char* bytes, int size);
  static int read_bytes(BIO* bio, char* space, int size);
  static long control(BIO* bio, int command, long number, void* pointer);

  boost::asio::awaitable<std::size_t> run(operation what, void* data, std::size_t size, error_code& ec);
  int attempt(operation what, void* data, std::size_t size, std::size_t& done);
  std::size_t read_pending(void* data, std::size_t size, std::size_t done);
  error_code error_of(int ssl_error) const;
  boost::asio::mutable_buffer received_space();

  tcp::socket& socket_;
  ssl_pointer session_;
  std::unique_ptr<char[]> received_{};  // TLS records: [begin_, end_) is not yet read by OpenSSL
  std::size_t begin_{};
  std::size_t end_{};
  error_code write_error_{};  // of the socket
  error_code held_{};         // of the next operation
};

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/transport/impl/tls_stream.ipp>
#endif
