// SPDX-License-Identifier: BSL-1.0
#pragma once
// One connection of the emulator's server: reads requests and sends responses until either side closes it. Templates
// over the stream, TCP or TLS.

#include <array>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/socket_base.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <roster/emulator/detail/emulated_service.hpp>
#include <roster/emulator/faults/detail/apply_fault.hpp>
#include <roster/emulator/server/detail/compress.hpp>
#include <string>
#include <string_view>
#include <utility>

namespace roster::inline v0::emulator::detail {

using incoming_parser = boost::beast::http::request_parser<boost::beast::http::string_body>;

/// A request, and whether its connection stays open.
struct incoming {
  http::request request{};
  bool keep_alive{};
};

/// Returns path and query of a target; clients of a proxy send it in absolute form.
inline std::string_view without_origin(std::string_view target) noexcept {
  const auto scheme = target.find("://");
  if (target.starts_with('/') || scheme == target.npos) return target;
  const auto slash = target.find('/', scheme + 3);
  return slash == target.npos ? "/" : target.substr(slash);
}

/// Converts a request unchanged: every header in its order, the target byte for byte.
inline incoming take_request(incoming_parser& parser) {
  auto message = parser.release();
  incoming out{.keep_alive = message.keep_alive()};
  const std::string_view target = without_origin(message.target());
  const auto mark = target.find('?');
  out.request.method = std::string(message.method_string());
  out.request.path = std::string(target.substr(0, mark));
  if (mark != target.npos) out.request.query = std::string(target.substr(mark + 1));
  for (const auto& h : message) out.request.headers.add(std::string(h.name_string()), std::string(h.value()));
  out.request.body = std::move(message.body());
  return out;
}

/// Returns the response to a request that cannot be parsed; nothing when the client has closed the connection.
inline std::optional<emulated_response> reject_unreadable(const boost::system::error_code& ec) {
  namespace beast_http = boost::beast::http;
  static const auto of_beast = make_error_code(beast_http::error::bad_method);
  if (ec.category() != of_beast.category() || ec == beast_http::error::end_of_stream ||
      ec == beast_http::error::partial_message)
    return std::nullopt;
  const unsigned status = ec == beast_http::error::body_limit     ? 413
                          : ec == beast_http::error::header_limit ? 431
                                                                  : 400;
  return emulated_response{.response = {.status = status}};
}

template <class Stream>
inline constexpr bool is_tls = requires(Stream& stream) { stream.next_layer(); };

/// Returns the socket, the layer below TLS if there is TLS.
template <class Stream>
auto& socket_of(Stream& stream) {
  if constexpr (is_tls<Stream>)
    return stream.next_layer();
  else
    return stream;
}

/// Ends a connection the way a fault requires.
template <class Stream>
void break_off(Stream& stream, broken_by how) {
  auto& socket = stream.lowest_layer();
  boost::system::error_code ignored;  // the client may have closed it already
  if (how == broken_by::reset) socket.set_option(boost::asio::socket_base::linger(true, 0), ignored);
  if (how == broken_by::close) socket.shutdown(boost::asio::socket_base::shutdown_send, ignored);
  socket.close(ignored);
}

/// Closes a connection gracefully.
template <class Stream>
boost::asio::awaitable<void> end_connection(Stream& stream) {
  boost::system::error_code ignored;  // the client may have closed it already
  if constexpr (is_tls<Stream>) {
    auto token = boost::asio::redirect_error(boost::asio::use_awaitable, ignored);
    co_await stream.async_shutdown(token);
  }
  stream.lowest_layer().shutdown(boost::asio::socket_base::shutdown_both, ignored);
  stream.lowest_layer().close(ignored);
}

template <class Stream>
boost::asio::awaitable<void> pause(Stream& stream, std::chrono::milliseconds time) {
  if (time.count() == 0) co_return;
  boost::asio::steady_timer timer(stream.get_executor(), time);
  co_await timer.async_wait(boost::asio::use_awaitable);
}

/// Waits until the client closes the connection.
template <class Stream>
boost::asio::awaitable<void> outlast(Stream& stream) {
  std::array<char, 1024> space{};
  const auto into = boost::asio::buffer(space);
  for (boost::system::error_code ec; !ec;) {
    auto token = boost::asio::redirect_error(boost::asio::use_awaitable, ec);
    co_await stream.async_read_some(into, token);
  }
}

/// Sends the bytes of a corrupted response. Returns what happens to the connection.
template <class Stream>
boost::asio::awaitable<afterwards> send_spoilt(Stream& stream, const emulated_response& reply,
                                               bool keep_alive) {
  const auto token = boost::asio::use_awaitable;
  const corrupted_response bytes = spoil(reply, keep_alive);
  const std::size_t step = bytes.every.count() == 0 ? bytes.first.size() : 1;
  for (std::size_t at = 0; at < bytes.first.size(); at += step) {
    const auto piece = boost::asio::buffer(bytes.first.data() + at, step);
    co_await boost::asio::async_write(stream, piece, token);
    co_await pause(stream, bytes.every);
  }
  if (!bytes.garbled.empty()) {
    const auto beneath = boost::asio::buffer(bytes.garbled);
    co_await boost::asio::async_write(socket_of(stream), beneath, token);
  }
  const auto again = boost::asio::buffer(bytes.repeated);
  std::size_t sent = bytes.first.size();
  while (!bytes.repeated.empty() && (bytes.most == 0 || sent < bytes.most)) {
    co_await boost::asio::async_write(stream, again, token);
    sent += again.size();
  }
  if (bytes.then == afterwards::wait) co_await outlast(stream);
  co_return bytes.then;
}

/// Returns whether a connection with this fault performs a TLS handshake.
inline bool begins_tls(const fault& met) noexcept {
  return met.kind == fault_kind::tls && met.tls != tls_fault::plain_http && met.tls != tls_fault::cut;
}

/// Returns the bytes that are sent on a connection that is closed early.
inline std::string_view early_bytes(const fault& met) noexcept {
  using namespace std::string_view_literals;
  if (met.kind == fault_kind::connection)
    return met.end == connection_end::garbage ? "this is neither HTTP nor TLS\r\n\r\n"sv : ""sv;
  return met.tls == tls_fault::plain_http
             ? "HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"sv
             : "\x16\x03\x03\x00\x7a\x02\x00\x00\x76\x03\x03"sv;  // the beginning of a ServerHello
}

/// Applies a fault to a new connection, before any request.
inline boost::asio::awaitable<void> end_early(boost::asio::ip::tcp::socket& socket, const fault& met) {
  const bool of_tls = met.kind == fault_kind::tls;
  co_await pause(socket, met.wait);
  if (of_tls && met.tls == tls_fault::cut) {  // closing with unread bytes would be a reset
    std::array<char, 4096> hello{};
    const auto into = boost::asio::buffer(hello);
    co_await socket.async_read_some(into, boost::asio::use_awaitable);
  }
  const auto words = boost::asio::buffer(early_bytes(met));
  co_await boost::asio::async_write(socket, words, boost::asio::use_awaitable);
  const bool stays = of_tls ? met.tls == tls_fault::plain_http
                            : met.end == connection_end::stall || met.end == connection_end::garbage;
  if (stays) co_await outlast(socket);
  break_off(socket, !of_tls && met.end == connection_end::reset ? broken_by::reset : broken_by::close);
}

template <class Stream>
boost::asio::awaitable<void> send_response(Stream& stream, const emulated_response& reply, bool keep_alive,
                                           bool head_only) {
  const auto token = boost::asio::use_awaitable;
  const std::string bytes = response_bytes(reply, keep_alive, head_only);
  const auto buffer = boost::asio::buffer(bytes);
  co_await boost::asio::async_write(stream, buffer, token);
}

/// Serves one connection until it ends.
/// Fails: boost::system::system_error when the client aborts it or the server is stopped.
template <class Stream>
boost::asio::awaitable<void> serve_connection(Stream& stream, emulated_service& service, bool gzip) {
  constexpr std::uint32_t max_header = 64 * 1024;
  constexpr std::uint64_t max_body = 1024 * 1024;
  boost::beast::flat_buffer buffer;
  for (bool open = true; open;) {
    incoming_parser parser;
    parser.header_limit(max_header);
    parser.body_limit(max_body);
    boost::system::error_code ec;
    auto token = boost::asio::redirect_error(boost::asio::use_awaitable, ec);
    co_await boost::beast::http::async_read(stream, buffer, parser, token);
    if (ec) {
      const auto rejected = reject_unreadable(ec);
      if (rejected) co_await send_response(stream, *rejected, false, false);
      break;
    }
    incoming in = take_request(parser);
    in.request.to.scheme = is_tls<Stream> ? "https" : "http";
    emulated_response reply = service.respond(in.request);
    if (gzip && !reply.spoilt && !reply.broken && accepts_gzip(in.request)) compress(reply.response);
    const bool head_only = in.request.method == "HEAD";
    open = in.keep_alive;
    co_await pause(stream, reply.wait);
    if (reply.spoilt) {
      const afterwards then = co_await send_spoilt(stream, reply, open);
      open = then == afterwards::next_request;
      if (!open) {
        break_off(stream, broken_by::close);
        co_return;
      }
      continue;
    }
    co_await send_response(stream, reply, open, head_only);
    if (reply.broken) {
      break_off(stream, reply.broken->how);
      co_return;
    }
  }
  co_await end_connection(stream);
}

}  // namespace roster::inline v0::emulator::detail
