// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of tunnel.hpp.

#include <roster/transport/detail/tunnel.hpp>

#include <array>
#include <boost/asio/buffer.hpp>
#include <roster/detail/wipe.hpp>
#include <roster/failure.hpp>
#include <roster/http/response.hpp>
#include <roster/transport/detail/response_reader.hpp>
#include <utility>

namespace roster::inline v0::detail {

ROSTER_DECL std::string connect_head(const proxy& through, const http::endpoint& to,
                                     const std::string& user_agent) {
  const std::string target = to.origin().substr(to.scheme.size() + 3);  // always includes the port
  std::string head = "CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\n";
  if (!user_agent.empty()) head += "User-Agent: " + user_agent + "\r\n";
  head.reserve(head.size() + 32 +
               through.authorization.reveal().size());  // a reallocation would leave copies in memory
  if (!through.authorization.empty())
    head.append("Proxy-Authorization: ").append(through.authorization.reveal()).append("\r\n");
  head += "\r\n";
  return head;  // moved; the result of += would be copied
}

[[noreturn]] inline void refuse_tunnel(errc condition, std::string message, const http::endpoint& to,
                                       unsigned status) {
  throw failure(
      condition,
      failure_details{.message = std::move(message), .http_status = status, .endpoint = to.origin()});
}

/// Checks that the proxy accepted the tunnel, and that no bytes follow its response.
inline void check_tunnel(const proxy& through, const http::endpoint& to, const http::response& answer,
                         bool surplus) {
  const std::string name = "the proxy " + through.at.origin();
  const unsigned status = answer.status;
  if (status == 407)
    refuse_tunnel(errc::proxy,
                  "proxy authentication required: " + name +
                      (through.authorization.empty() ? " requires a user name and a password"
                                                     : " rejected the user name and password"),
                  to, status);
  if (status >= 500) refuse_tunnel(errc::connection, name + " cannot connect to " + to.origin(), to, status);
  if (status >= 300) refuse_tunnel(errc::proxy, name + " refused to connect to " + to.origin(), to, status);
  if (surplus)
    refuse_tunnel(
        errc::protocol,
        name + " sent bytes after its CONNECT response, before the TLS handshake with " + to.origin(), to,
        status);
}

ROSTER_DECL boost::asio::awaitable<void> open_tunnel(connection& c, const proxy& through,
                                                     const http::endpoint& to, const std::string& user_agent,
                                                     const response_limits& limits,
                                                     boost::system::error_code& ec) {
  std::string head = connect_head(through, to, user_agent);
  const wipe_at_exit wiped(head);
  const std::array<boost::asio::const_buffer, 2> bytes{boost::asio::buffer(head),
                                                       boost::asio::const_buffer()};
  response_reader reader(limits, false, "the proxy " + through.at.origin());
  co_await c.write(bytes, ec);
  while (!ec && !reader.complete()) {
    const boost::asio::mutable_buffer space = reader.space();
    const std::size_t n = co_await c.read_some(space, ec);
    if (n != 0) reader.received(n);
  }
  if (ec) co_return;
  const bool surplus = reader.surplus();
  check_tunnel(through, to, reader.take(), surplus);
}

}  // namespace roster::inline v0::detail
