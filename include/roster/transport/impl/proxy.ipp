// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of proxy.hpp.

#include <roster/transport/detail/proxy.hpp>

#include <algorithm>
#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/address_v6.hpp>
#include <boost/asio/ip/network_v4.hpp>
#include <boost/asio/ip/network_v6.hpp>
#include <roster/detail/base64.hpp>
#include <roster/detail/wipe.hpp>
#include <roster/failure.hpp>
#include <roster/http/detail/grammar.hpp>
#include <roster/http/message.hpp>
#include <roster/http/url.hpp>
#include <roster/transport/detail/host_addresses.hpp>
#include <roster/transport/detail/response_reader.hpp>
#include <string>
#include <utility>

namespace roster::inline v0::detail {

/// Removes ":port" from the end of an entry, and the brackets of an IPv6 address. Returns the port.
inline std::string_view take_port(std::string_view& entry) {
  const bool bracketed = entry.starts_with('[');
  const auto colon = bracketed ? entry.find("]:") : entry.find(':');
  const bool ipv6 = !bracketed && colon != entry.npos && entry.find(':', colon + 1) != entry.npos;
  std::string_view port;
  if (colon != entry.npos && !ipv6) {
    port = entry.substr(colon + (bracketed ? 2 : 1));
    entry = entry.substr(0, colon + (bracketed ? 1 : 0));
  }
  if (bracketed && entry.ends_with(']')) entry = entry.substr(1, entry.size() - 2);
  return port;
}

template <class Network, class Address>
bool contains(const Network& network, const Address& address) {
  return Network(address, network.prefix_length()).canonical() == network.canonical();
}

/// Returns an address without its zone: networks have no zone.
inline boost::asio::ip::address without_zone(const boost::asio::ip::address& address) {
  if (address.is_v4()) return address;
  return boost::asio::ip::address_v6(address.to_v6().to_bytes());
}

inline bool names_address(const std::string& entry, const boost::asio::ip::address& given) {
  namespace ip = boost::asio::ip;
  const auto host = entry.find('%') == entry.npos ? without_zone(given) : given;
  if (entry.find('/') == entry.npos) return numeric_address(entry) == host;
  boost::system::error_code ec;
  if (host.is_v4()) {
    const auto network = ip::make_network_v4(entry, ec);
    return !ec && contains(network, host.to_v4());
  }
  const auto network = ip::make_network_v6(entry, ec);
  return !ec && contains(network, host.to_v6());
}

inline bool names_host(std::string_view entry, std::string_view host) {
  if (entry.starts_with("*.")) entry.remove_prefix(1);
  if (entry.empty() || !host.ends_with(entry)) return false;
  const auto before = host.size() - entry.size();
  return entry.front() == '.' || before == 0 || host[before - 1] == '.';
}

inline bool is_named(std::string_view entry, const http::endpoint& to) {
  if (entry == "*") return true;
  const std::string_view port = take_port(entry);
  if (!port.empty() && port != std::to_string(to.port)) return false;
  const std::string wanted = http::detail::lower_case(entry);
  const auto address = numeric_address(to.host);
  return address ? names_address(wanted, *address) : names_host(wanted, http::detail::lower_case(to.host));
}

ROSTER_DECL bool is_excepted(std::string_view list, const http::endpoint& to) {
  while (!list.empty()) {
    const auto end = (std::min)(list.find(','), list.size());
    if (is_named(http::detail::trimmed(list.substr(0, end)), to)) return true;
    list.remove_prefix((std::min)(end + 1, list.size()));
  }
  return false;
}

inline constexpr std::size_t max_user_info = 1024;

[[noreturn]] inline void bad_proxy(const std::string& why) {
  throw failure(errc::invalid_argument, "invalid proxy: " + why);
}

/// Parses "user:password", and creates the credentials of Basic authentication (RFC 7617).
inline void read_user_info(proxy& out, std::string_view user_info) {
  if (user_info.size() > max_user_info)
    bad_proxy("the user name and password are too long: they have more than " +
              std::to_string(max_user_info) + " bytes");
  const auto colon = (std::min)(user_info.find(':'), user_info.size());
  const auto user = http::detail::percent_decode(user_info.substr(0, colon));
  auto password = http::detail::percent_decode(user_info.substr((std::min)(colon + 1, user_info.size())));
  if (!user || !password)
    bad_proxy("a '%' in the user name or password is not a percent-encoding; write it as %25");
  if (user->find(':') != user->npos) bad_proxy("the user name contains a colon");
  const wipe_at_exit password_wiped(*password);
  std::string both;
  const wipe_at_exit both_wiped(both);
  both.reserve(user->size() + 1 + password->size());
  both.append(*user).append(1, ':').append(*password);
  std::string encoded = base64_encode(both);
  const wipe_at_exit encoded_wiped(encoded);
  out.user = *user;
  out.password = secret(*password);
  out.authorization = secret("Basic " + encoded);
}

ROSTER_DECL proxy parse_proxy(std::string_view url) {
  const auto mark = url.find("://");
  const std::string scheme = mark == url.npos ? "http" : http::detail::lower_case(url.substr(0, mark));
  std::string_view rest = mark == url.npos ? url : url.substr(mark + 3);
  proxy out;
  if (const auto at = rest.rfind('@'); at != rest.npos) {
    read_user_info(out, rest.substr(0, at));
    rest.remove_prefix(at + 1);
  }
  if (scheme != "http")
    bad_proxy("unsupported scheme" +
              (http::detail::is_known_scheme(scheme) ? " \"" + scheme + '"' : std::string()) +
              "; only http proxies are supported");
  try {
    out.at = http::detail::parse_endpoint("http://" + std::string(rest));
  } catch (const failure& f) {
    bad_proxy(f.details().message);
  }
  if (!out.at.prefix.empty()) bad_proxy("unexpected path; expected [http://][user[:password]@]host[:port]");
  return out;
}

ROSTER_DECL redactor secrets_of(const proxy& through, proxy_text where) {
  redactor out;
  if (through.authorization.empty()) return out;
  const std::string& password = through.password.reveal();
  out.add_login(through.user, password);
  if (where == proxy_text::data) return out;
  out.add(password.empty() ? through.user : password);  // a user without a password may be a token
  return out;
}

ROSTER_DECL std::optional<proxy> choose_proxy(const proxy_options& options, const http::endpoint& to) {
  const std::string& url = (to.secure() ? options.https : options.http).reveal();
  if (url.empty() || is_excepted(options.no_proxy, to)) return std::nullopt;
  if (options.bypass_loopback && is_loopback(to.host)) return std::nullopt;
  return parse_proxy(url);
}

ROSTER_DECL std::string connect_header(const proxy& through, const http::endpoint& to,
                                       const std::string& user_agent) {
  const std::string target = to.origin().substr(to.scheme.size() + 3);  // always includes the port
  std::string header = "CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\n";
  if (!user_agent.empty()) header += "User-Agent: " + user_agent + "\r\n";
  header.reserve(header.size() + 32 +
                 through.authorization.reveal().size());  // a reallocation would leave copies in memory
  if (!through.authorization.empty())
    header.append("Proxy-Authorization: ").append(through.authorization.reveal()).append("\r\n");
  header += "\r\n";
  return header;  // moved; the result of += would be copied
}

[[noreturn]] inline void throw_tunnel_failure(errc condition, std::string message, const http::endpoint& to,
                                              unsigned status) {
  throw failure(
      condition,
      failure_details{.message = std::move(message), .http_status = status, .endpoint = to.origin()});
}

/// Checks that the proxy accepted the tunnel, and that no bytes follow its response.
inline void check_tunnel(const proxy& through, const http::endpoint& to, const http::response& response,
                         bool surplus) {
  const std::string name = "the proxy " + through.at.origin();
  const unsigned status = response.status;
  if (status == 407)
    throw_tunnel_failure(errc::proxy,
                         "proxy authentication required: " + name +
                             (through.authorization.empty() ? " requires a user name and a password"
                                                            : " rejected the user name and password"),
                         to, status);
  if (status >= 500)
    throw_tunnel_failure(errc::connection, name + " cannot connect to " + to.origin(), to, status);
  if (status >= 300)
    throw_tunnel_failure(errc::proxy, name + " refused to connect to " + to.origin(), to, status);
  if (surplus)
    throw_tunnel_failure(
        errc::protocol,
        name + " sent bytes after its CONNECT response, before the TLS handshake with " + to.origin(), to,
        status);
}

ROSTER_DECL boost::asio::awaitable<void> open_tunnel(connection& c, const proxy& through,
                                                     const http::endpoint& to, const std::string& user_agent,
                                                     const response_limits& limits,
                                                     boost::system::error_code& ec) {
  std::string header = connect_header(through, to, user_agent);
  const wipe_at_exit wiped(header);
  const std::array<boost::asio::const_buffer, 2> bytes{boost::asio::buffer(header),
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
