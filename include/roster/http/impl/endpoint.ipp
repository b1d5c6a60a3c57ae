// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of endpoint.hpp.

#include <roster/http/endpoint.hpp>

#include <algorithm>
#include <charconv>
#include <roster/failure.hpp>
#include <roster/http/detail/grammar.hpp>
#include <roster/http/detail/redact_url.hpp>
#include <roster/http/path_segments.hpp>

namespace roster::inline v0::http {
namespace detail {

[[noreturn]] inline void bad_endpoint(std::string_view url, const std::string& why) {
  throw failure(errc::invalid_argument, "invalid endpoint \"" + redact_url(url) + "\": " + why);
}

/// Removes "scheme://" from the front of `rest` and returns the scheme; "https" if there is none.
inline std::string take_scheme(std::string_view url, std::string_view& rest) {
  const auto mark = rest.find("://");
  if (mark == rest.npos) return "https";
  std::string scheme = lower_case(rest.substr(0, mark));
  if (scheme != "http" && scheme != "https") bad_endpoint(url, "the scheme must be http or https");
  rest.remove_prefix(mark + 3);
  return scheme;
}

/// Removes the host from the front of `authority` and returns it; "" or ":port" remains.
inline std::string take_host(std::string_view url, std::string_view& authority) {
  const bool bracketed = authority.starts_with('[');
  if (bracketed) authority.remove_prefix(1);
  const auto end = authority.find(bracketed ? ']' : ':');
  if (bracketed && end == authority.npos) bad_endpoint(url, "missing ']' after the IPv6 address");
  const auto zone = bracketed ? (std::min)(authority.find('%'), end) : end;
  std::string host = lower_case(authority.substr(0, zone));
  if (zone != end) host += authority.substr(zone, end - zone);  // names a network interface; case-sensitive
  authority.remove_prefix(end == authority.npos ? authority.size() : end + (bracketed ? 1 : 0));
  if (host.empty()) bad_endpoint(url, "missing host");
  if (bracketed && host.find("%25") != host.npos) host.replace(host.find("%25"), 3, "%");  // RFC 6874
  if (bracketed ? !is_ipv6(host) : !is_host(host))
    bad_endpoint(url,
                 "invalid host: expected an ASCII name, an IPv4 address, or an IPv6 address in brackets");
  return host;
}

inline std::uint16_t parse_port(std::string_view url, std::string_view text) {
  std::uint16_t port{};
  const char* const end = text.data() + text.size();
  const auto [read_until, error] = std::from_chars(text.data() + (text.empty() ? 0 : 1), end, port);
  if (!text.starts_with(':') || error != std::errc() || read_until != end || port == 0)
    bad_endpoint(url,
                 "invalid port: expected ':' and a port from 1 to 65535, a path, or nothing after the host");
  return port;
}

}  // namespace detail

ROSTER_DECL std::string endpoint::authority() const {
  const auto name = host.substr(0, host.find('%'));  // a zone is only meaningful locally
  std::string out = name.find(':') == name.npos ? name : '[' + name + ']';
  if (port != (secure() ? 443 : 80)) out += ':' + std::to_string(port);
  return out;
}

ROSTER_DECL std::string endpoint::origin() const {
  const bool ipv6 = host.find(':') != host.npos;
  return scheme + "://" + (ipv6 ? '[' + host + ']' : host) + ':' + std::to_string(port);
}

namespace detail {

ROSTER_DECL endpoint parse_endpoint(std::string_view url) {
  if (url.find('@') != url.npos)  // not shown: the text before the '@' may be a password
    throw failure(errc::invalid_argument, "invalid endpoint: a user name or password ('@') is not allowed");
  std::string_view rest = url;
  endpoint out{.scheme = detail::take_scheme(url, rest)};
  if (rest.find_first_of("?#") != rest.npos)
    detail::bad_endpoint(url, "a query or a fragment is not allowed");
  const auto slash = (std::min)(rest.find('/'), rest.size());
  std::string_view authority = rest.substr(0, slash);
  std::string_view path = rest.substr(slash);
  out.host = detail::take_host(url, authority);
  out.port = out.secure() ? 443 : 80;
  if (!authority.empty()) out.port = detail::parse_port(url, authority);
  while (path.ends_with('/')) path.remove_suffix(1);
  if (find_illegal(path, "") != path.npos)
    detail::bad_endpoint(url, "the path has a byte that must be percent-encoded");
  if (const auto problem = problem_of_path(path); !problem.empty())
    detail::bad_endpoint(url, "the path has " + problem);
  out.prefix = path;
  return out;
}

}  // namespace detail

}  // namespace roster::inline v0::http
