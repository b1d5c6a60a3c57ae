// SPDX-License-Identifier: BSL-1.0
#pragma once
// The proxy of a request, and tunnels through it.

#include <boost/asio/awaitable.hpp>
#include <boost/system/error_code.hpp>
#include <optional>
#include <roster/config.hpp>
#include <roster/detail/redactor.hpp>
#include <roster/http/url.hpp>
#include <roster/schema/secret.hpp>
#include <roster/transport/detail/connection.hpp>
#include <roster/transport/http_client_options.hpp>
#include <string>
#include <string_view>

namespace roster::inline v0::detail {

/// Returns whether a `proxy_options::no_proxy` list matches an endpoint. An invalid entry matches nothing.
ROSTER_DECL bool is_excepted(std::string_view list, const http::endpoint& to);

/// A parsed proxy URL.
struct proxy {
  http::endpoint at{};
  secret authorization{};  ///< the value of Proxy-Authorization; "" for none
  std::string user{};
  secret password{};
};

/// Parses "[http://][user[:password]@]host[:port]".
/// Fails: failure(errc::invalid_argument), whose message shows nothing that precedes an '@'.
ROSTER_DECL proxy parse_proxy(std::string_view url);

/// The kind of text in which the secrets of a proxy are redacted.
enum class proxy_text {
  data,    ///< response data: only user and password together are redacted, other data is unchanged
  message  ///< text that may become part of a message: the password alone is redacted as well
};

/// Returns the user name and the password of a proxy, in the encodings in which it may echo them.
ROSTER_DECL redactor secrets_of(const proxy& through, proxy_text where);

/// Returns the proxy for requests to `to`; nothing if none is configured or the host is excepted.
/// Fails: failure(errc::invalid_argument) for a proxy that is needed but invalid.
ROSTER_DECL std::optional<proxy> choose_proxy(const proxy_options& options, const http::endpoint& to);

/// Returns the CONNECT request: the only bytes in clear text, with the proxy's credentials and none of the endpoint's.
ROSTER_DECL std::string connect_header(const proxy& through, const http::endpoint& to,
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
#include <roster/transport/impl/proxy.ipp>
#endif
