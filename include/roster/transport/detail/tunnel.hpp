// SPDX-License-Identifier: BSL-1.0
#pragma once
// A tunnel for TLS through a proxy, requested by CONNECT before any part of the request itself is sent.

#include <boost/asio/awaitable.hpp>
#include <boost/system/error_code.hpp>
#include <roster/config.hpp>
#include <roster/http/endpoint.hpp>
#include <roster/transport/detail/connection.hpp>
#include <roster/transport/detail/proxy_choice.hpp>
#include <roster/transport/response_limits.hpp>
#include <string>

namespace roster::inline v0::detail {

/// Returns the CONNECT request: the only bytes in clear text, with the proxy's credentials and none of the endpoint's.
ROSTER_DECL std::string connect_head(const proxy& through, const http::endpoint& to,
                                     const std::string& user_agent);

/// Requests a tunnel to `to` on a connection to the proxy, until the proxy has accepted or `ec` is set because no
/// response was received.
/// Fails: failure(errc::proxy) when the proxy rejects it, errc::connection when the proxy cannot reach `to`,
/// errc::protocol when the proxy sends a body or anything else before TLS has begun.
/// Lifetime: all arguments must outlive the await.
ROSTER_DECL boost::asio::awaitable<void> open_tunnel(connection& c, const proxy& through,
                                                     const http::endpoint& to, const std::string& user_agent,
                                                     const response_limits& limits,
                                                     boost::system::error_code& ec);

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/transport/impl/tunnel.ipp>
#endif
