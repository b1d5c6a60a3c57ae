// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of tls_stream.hpp.

#include <roster/transport/detail/tls_stream.hpp>

#include <openssl/bio.h>
#include <openssl/err.h>
#include <algorithm>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <new>

namespace roster::inline v0::detail {

inline constexpr std::size_t received_size = 64 * 1024;  // more than three TLS records
inline constexpr int most_reads_now = 4;

ROSTER_DECL boost::system::error_code next_tls_error() noexcept {
  const unsigned long code = ERR_get_error();
  if (ERR_SYSTEM_ERROR(code)) return {ERR_GET_REASON(code), boost::system::system_category()};
  return {static_cast<int>(code), boost::asio::error::get_ssl_category()};
}

ROSTER_DECL tls_stream::tls_stream(tcp::socket& socket, SSL_CTX* context)
    : socket_(socket), session_(SSL_new(context)) {
  BIO* const bio = session_ ? BIO_new(methods()) : nullptr;
  if (bio == nullptr) throw std::bad_alloc();
  BIO_set_data(bio, this);
  BIO_set_init(bio, 1);
  SSL_set_bio(session_.get(), bio, bio);
  SSL_set_mode(session_.get(), SSL_MODE_RELEASE_BUFFERS);
#if defined(SSL_OP_CLEANSE_PLAINTEXT)
  SSL_set_options(session_.get(), SSL_OP_CLEANSE_PLAINTEXT);
#endif
  SSL_set_connect_state(session_.get());
  socket_.non_blocking(true, held_);
}

/// Returns the functions through which OpenSSL reads and writes. Never freed, since sessions may be destroyed late.
inline BIO_METHOD* tls_stream::methods() {
  static BIO_METHOD* const all = [] {
    BIO_METHOD* const made = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "roster");
    if (made == nullptr) throw std::bad_alloc();
    BIO_meth_set_write(made, write_bytes);
    BIO_meth_set_read(made, read_bytes);
    BIO_meth_set_ctrl(made, control);
    return made;
  }();
  return all;
}

inline int tls_stream::write_bytes(BIO* bio, const char* bytes, int size) {
  auto& self = *static_cast<tls_stream*>(BIO_get_data(bio));
  BIO_clear_retry_flags(bio);
  error_code ec;
  const std::size_t n =
      self.socket_.write_some(boost::asio::buffer(bytes, static_cast<std::size_t>(size)), ec);
  if (!ec) return static_cast<int>(n);
  if (is_would_block(ec))
    BIO_set_retry_write(bio);
  else
    self.write_error_ = ec;
  return -1;
}

inline int tls_stream::read_bytes(BIO* bio, char* space, int size) {
  auto& self = *static_cast<tls_stream*>(BIO_get_data(bio));
  BIO_clear_retry_flags(bio);
  const std::size_t n = (std::min)(self.end_ - self.begin_, static_cast<std::size_t>(size));
  if (n == 0) {
    BIO_set_retry_read(bio);
    return -1;
  }
  std::copy_n(self.received_.get() + self.begin_, n, space);
  self.begin_ += n;
  return static_cast<int>(n);
}

inline long tls_stream::control(BIO*, int command, long, void*) { return command == BIO_CTRL_FLUSH ? 1 : 0; }

/// Returns the space for the next TLS records; call it only when OpenSSL has read all previous ones.
inline boost::asio::mutable_buffer tls_stream::received_space() {
  if (!received_) received_ = std::make_unique_for_overwrite<char[]>(received_size);
  begin_ = end_ = 0;
  return {received_.get(), received_size};
}

/// Tries an operation without waiting; returns 1 if it succeeded.
inline int tls_stream::attempt(operation what, void* data, std::size_t size, std::size_t& done) {
  ERR_clear_error();
  write_error_ = {};
  switch (what) {
    case operation::handshake:
      return SSL_do_handshake(session_.get());
    case operation::write:
      return SSL_write_ex(session_.get(), data, size, &done);
    case operation::read:
      break;
  }
  return SSL_read_ex(session_.get(), data, size, &done);
}

inline tls_stream::error_code tls_stream::error_of(int ssl_error) const {
  if (ssl_error == SSL_ERROR_ZERO_RETURN) return boost::asio::error::eof;
  if (const error_code ec = next_tls_error()) return ec;  // first: sending its alert may fail, too
  return write_error_ ? write_error_ : error_code(boost::asio::ssl::error::unexpected_result);
}

inline boost::asio::awaitable<std::size_t> tls_stream::run(operation what, void* data, std::size_t size,
                                                           error_code& ec) {
  auto token = boost::asio::redirect_error(boost::asio::use_awaitable, ec);
  ec = held_;
  while (!ec) {
    std::size_t done{};
    const int result = attempt(what, data, size, done);
    if (result == 1) co_return done;
    const int why = SSL_get_error(session_.get(), result);
    if (why == SSL_ERROR_WANT_READ) {
      const auto space = received_space();
      const std::size_t n = co_await socket_.async_read_some(space, token);
      end_ = n;
      if (ec == boost::asio::error::eof) ec = boost::asio::ssl::error::stream_truncated;
    } else if (why == SSL_ERROR_WANT_WRITE) {
      co_await socket_.async_wait(tcp::socket::wait_write, token);
    } else {
      ec = error_of(why);
    }
  }
  co_return 0;
}

/// Reads what is already received after the first `done` bytes. An error is reported by the next read.
inline std::size_t tls_stream::read_pending(void* data, std::size_t size, std::size_t done) {
  while (done < size && begin_ != end_ && !held_) {
    std::size_t n{};
    const int result = attempt(operation::read, static_cast<char*>(data) + done, size - done, n);
    if (result == 1) {
      done += n;
      continue;
    }
    const int why = SSL_get_error(session_.get(), result);
    if (why == SSL_ERROR_WANT_READ || why == SSL_ERROR_WANT_WRITE) break;
    held_ = error_of(why);
  }
  return done;
}

ROSTER_DECL boost::asio::awaitable<void> tls_stream::handshake(error_code& ec) {
  co_await run(operation::handshake, nullptr, 0, ec);
}

ROSTER_DECL boost::asio::awaitable<void> tls_stream::write(boost::asio::const_buffer bytes, error_code& ec) {
  co_await run(operation::write, const_cast<void*>(bytes.data()), bytes.size(), ec);
}

ROSTER_DECL boost::asio::awaitable<std::size_t> tls_stream::read_some(boost::asio::mutable_buffer space,
                                                                      error_code& ec) {
  const std::size_t first = co_await run(operation::read, space.data(), space.size(), ec);
  if (ec) co_return 0;
  co_return read_pending(space.data(), space.size(), first);
}

ROSTER_DECL std::size_t tls_stream::read_now(boost::asio::mutable_buffer space, error_code& ec) {
  ec = held_;
  for (int reads = 0; !ec; ++reads) {
    std::size_t done{};
    const int result = attempt(operation::read, space.data(), space.size(), done);
    if (result == 1) return done;
    const int why = SSL_get_error(session_.get(), result);
    if (why == SSL_ERROR_WANT_READ && reads == most_reads_now)
      ec = boost::asio::error::message_size;  // a server that sends only records without data
    else if (why == SSL_ERROR_WANT_READ)
      end_ = socket_.read_some(received_space(), ec);
    else
      ec = why == SSL_ERROR_WANT_WRITE ? boost::asio::error::would_block : error_of(why);
  }
  return 0;
}

ROSTER_DECL void tls_stream::shutdown_now() noexcept {
  ERR_clear_error();
  SSL_shutdown(session_.get());
  ERR_clear_error();
}

}  // namespace roster::inline v0::detail
