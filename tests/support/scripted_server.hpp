// SPDX-License-Identifier: BSL-1.0
#pragma once
// A fake server on loopback that follows a test's script, byte by byte, for behaviour that no well-behaved
// server has.

#include <linux/sockios.h>
#include <sys/ioctl.h>
#include <array>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <cerrno>
#include <charconv>
#include <functional>
#include <memory>
#include <optional>
#include <roster/http/url.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace roster_test {

namespace asio = boost::asio;
using asio::ip::tcp;

/// The server's end of one connection.
class scripted_peer {
 public:
  scripted_peer(tcp::socket socket, asio::ssl::context* tls) : socket_(std::move(socket)) {
    if (tls != nullptr) tls_.emplace(socket_, *tls);
  }

  asio::awaitable<bool> begin() {
    if (!tls_) co_return true;
    boost::system::error_code ec;
    auto token = asio::redirect_error(asio::use_awaitable, ec);
    co_await tls_->async_handshake(asio::ssl::stream_base::server, token);
    co_return !ec;
  }

  /// Starts TLS on a connection that was plain so far, as behind a proxy.
  asio::awaitable<bool> begin_tls(asio::ssl::context& context) {
    tls_.emplace(socket_, context);
    const bool begun = co_await begin();
    co_return begun;
  }

  /// Returns whether the client resumed an earlier TLS session.
  bool resumed() { return tls_ && SSL_session_reused(tls_->native_handle()) == 1; }

  /// Reads one request, header and body; returns the bytes read if the client closes.
  asio::awaitable<std::string> request() {
    std::string got;
    for (;;) {
      const auto end = got.find("\r\n\r\n");
      if (end != got.npos && got.size() >= end + 4 + body_length(got)) co_return got;
      const std::size_t n = co_await read_some();
      if (n == 0) co_return got;
      got.append(space_.data(), n);
    }
  }

  /// Reads available bytes.
  asio::awaitable<std::string> some() {
    const std::size_t n = co_await read_some();
    co_return std::string(space_.data(), n);
  }

  /// Waits until the client has closed the connection; returns what it sent before.
  asio::awaitable<std::string> until_closed() {
    std::string got;
    for (;;) {
      const std::size_t n = co_await read_some();
      if (n == 0) co_return got;
      got.append(space_.data(), n);
    }
  }

  /// Sends `text`, which must outlive the await; returns false if the client is gone.
  asio::awaitable<bool> say(std::string_view text) {
    boost::system::error_code ec;
    auto token = asio::redirect_error(asio::use_awaitable, ec);
    const auto bytes = asio::buffer(text);
    if (tls_)
      co_await asio::async_write(*tls_, bytes, token);
    else
      co_await asio::async_write(socket_, bytes, token);
    if (!ec) said_ += text.size();
    co_return !ec;
  }

  /// Sends `text` as plain bytes, bypassing TLS.
  void garble(std::string_view text) { asio::write(socket_, asio::buffer(text)); }

  /// Waits until everything sent has reached the client's socket.
  asio::awaitable<void> delivered() {
    for (int unacknowledged = 1; unacknowledged != 0;) {
      co_await asio::post(socket_.get_executor(), asio::use_awaitable);
      if (::ioctl(socket_.native_handle(), SIOCOUTQ, &unacknowledged) != 0)
        throw boost::system::system_error(errno, boost::system::system_category());
    }
  }

  /// Sends `text` repeatedly until the client is gone.
  asio::awaitable<void> say_for_ever(std::string_view text) {
    for (;;) {
      const bool there = co_await say(text);
      if (!there) co_return;
    }
  }

  /// Sends every byte in a separate segment.
  asio::awaitable<void> say_bytewise(std::string_view text) {
    socket_.set_option(tcp::no_delay(true));
    for (std::size_t i = 0; i < text.size(); ++i) {
      const std::string_view one = text.substr(i, 1);
      co_await say(one);
    }
  }

  /// Shuts down TLS cleanly, then closes the connection.
  asio::awaitable<void> say_goodbye() {
    boost::system::error_code ec;
    auto token = asio::redirect_error(asio::use_awaitable, ec);
    if (tls_) co_await tls_->async_shutdown(token);
    hang_up();
  }

  /// Sends FIN, without a TLS shutdown.
  void hang_up() {
    boost::system::error_code gone;
    socket_.shutdown(tcp::socket::shutdown_send, gone);
  }

  /// Sends RST.
  void reset() {
    socket_.set_option(asio::socket_base::linger(true, 0));
    socket_.close();
  }

  std::string server_name() {
    const char* name = SSL_get_servername(tls_->native_handle(), TLSEXT_NAMETYPE_host_name);
    return name == nullptr ? "" : name;
  }

  /// Returns the subject of the client's certificate.
  std::string client_name() {
    X509* const shown = SSL_get1_peer_certificate(tls_->native_handle());
    if (shown == nullptr) return "";
    std::array<char, 256> name{};
    X509_NAME_get_text_by_NID(X509_get_subject_name(shown), NID_commonName, name.data(), name.size());
    X509_free(shown);
    return name.data();
  }

  std::size_t said() const { return said_; }
  /// Returns whether the client has shut down TLS cleanly.
  bool said_goodbye_to() { return (SSL_get_shutdown(tls_->native_handle()) & SSL_RECEIVED_SHUTDOWN) != 0; }

 private:
  asio::awaitable<std::size_t> read_some() {
    boost::system::error_code ec;
    auto token = asio::redirect_error(asio::use_awaitable, ec);
    const auto into = asio::buffer(space_);
    std::size_t n = 0;
    if (tls_)
      n = co_await tls_->async_read_some(into, token);
    else
      n = co_await socket_.async_read_some(into, token);
    co_return n;
  }

  static std::size_t body_length(const std::string& request) {
    const auto at = request.find("Content-Length: ");
    std::size_t length = 0;
    if (at != request.npos)
      std::from_chars(request.data() + at + 16, request.data() + request.size(), length);
    return length;
  }

  tcp::socket socket_;
  std::optional<asio::ssl::stream<tcp::socket&>> tls_{};
  std::vector<char> space_ = std::vector<char>(4096);
  std::size_t said_{};
};

/// The behaviour of the server on one connection; the connection is closed when it returns.
using script = std::function<asio::awaitable<void>(scripted_peer&)>;

/// Runs the n-th script on the n-th connection and closes any further connection immediately.
class scripted_server {
 public:
  scripted_server(asio::io_context& context, std::vector<script> scripts, asio::ssl::context* tls = nullptr,
                  std::uint16_t port = 0, const asio::ip::address& address = asio::ip::address_v4::loopback())
      : state_(std::make_shared<state>(context, std::move(scripts), tls, tcp::endpoint(address, port))) {
    asio::co_spawn(context, accept(state_), asio::detached);
  }
  ~scripted_server() { state_->acceptor.close(); }
  scripted_server(const scripted_server&) = delete;
  scripted_server& operator=(const scripted_server&) = delete;

  std::uint16_t port() const { return state_->acceptor.local_endpoint().port(); }
  roster::http::endpoint endpoint(const std::string& scheme = "http",
                                  const std::string& host = "127.0.0.1") const {
    return {.scheme = scheme, .host = host, .port = port()};
  }
  std::size_t connections() const { return state_->accepted; }

 private:
  struct state {
    state(asio::io_context& context, std::vector<script> list, asio::ssl::context* t, const tcp::endpoint& at)
        : acceptor(context, at), scripts(std::move(list)), tls(t) {}
    tcp::acceptor acceptor;
    std::vector<script> scripts;
    asio::ssl::context* tls;
    std::size_t accepted{};
  };

  static asio::awaitable<void> accept(std::shared_ptr<state> s) {
    for (;;) {
      boost::system::error_code ec;
      auto token = asio::redirect_error(asio::use_awaitable, ec);
      tcp::socket socket = co_await s->acceptor.async_accept(token);
      if (ec) co_return;
      if (s->accepted++ < s->scripts.size())
        asio::co_spawn(s->acceptor.get_executor(), play(s, s->accepted - 1, std::move(socket)),
                       asio::detached);
    }
  }

  static asio::awaitable<void> play(std::shared_ptr<state> s, std::size_t n, tcp::socket socket) {
    const auto peer = std::make_shared<scripted_peer>(std::move(socket), s->tls);
    const bool begun = co_await peer->begin();
    if (begun) co_await s->scripts[n](*peer);
  }

  std::shared_ptr<state> state_;
};

}  // namespace roster_test
