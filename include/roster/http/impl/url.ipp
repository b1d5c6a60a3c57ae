// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of url.hpp.

#include <roster/http/url.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <roster/detail/wipe.hpp>
#include <roster/escape_for_log.hpp>
#include <roster/failure.hpp>
#include <roster/http/detail/grammar.hpp>

namespace roster::inline v0::http::detail {

/// Returns whether a character of a malformed URL may be shown: the characters of a host and a plain path, and spaces
/// and control characters, which are otherwise hard to find. Any other character may be the delimiter of a password.
inline bool is_shown_in_url(char c) noexcept {
  const auto byte = static_cast<unsigned char>(c);
  return byte <= 0x20 || is_unreserved(c) || c == '/';
}

ROSTER_DECL bool is_known_scheme(std::string_view name) noexcept {
  constexpr std::array<std::string_view, 10> known{"http",   "https",   "socks", "socks4", "socks4a",
                                                   "socks5", "socks5h", "ftp",   "ws",     "wss"};
  return std::find(known.begin(), known.end(), name) != known.end();
}

ROSTER_DECL std::string redact_url(std::string_view text) {
  std::string scheme;
  if (const auto end = text.find("://"); end != text.npos) {
    scheme = lower_case(text.substr(0, end));
    if (!is_known_scheme(scheme)) return "***";
    scheme += "://";
  }
  const auto rest = text.substr(scheme.size());
  return std::all_of(rest.begin(), rest.end(), is_shown_in_url) ? escape_for_log(text, 200) : scheme + "***";
}

}  // namespace roster::inline v0::http::detail

namespace roster::inline v0::http {
namespace detail {

[[noreturn]] inline void bad_path(std::string_view path, const std::string& why) {
  throw failure(errc::invalid_argument, "invalid path \"" + escape_for_log(path, 256) + "\": " + why);
}

/// Returns what is wrong with the segments of a decoded path, ignoring their parameters; "" if nothing is.
inline std::string problem_of_segments(std::string_view path) {
  for (bool first = true;; first = false) {
    const auto end = (std::min)(path.find_first_of("/\\"), path.size());
    const bool last = end == path.size();
    const auto segment = path.substr(0, end);
    const auto name = segment.substr(0, segment.find(';'));
    if (name == "." || name == "..")
      return "a dot segment (\".\" or \"..\"), which an intermediary may resolve to another path";
    if (name.empty() && !first && !last) return "an empty segment (\"//\")";
    if (last) return {};
    path.remove_prefix(end + 1);
  }
}

ROSTER_DECL std::string problem_of_path(std::string_view path) {
  if (path.find("//") != path.npos) return "an empty segment (\"//\")";
  const auto decoded = percent_decode(path);  // std::nullopt for a path that check_request() rejects
  return decoded ? detail::problem_of_segments(*decoded) : std::string();
}

ROSTER_DECL void check_path_segments(std::string_view path) {
  const auto problem = problem_of_path(path);
  if (!problem.empty()) detail::bad_path(path, problem);
}

}  // namespace detail

ROSTER_DECL std::string path_from_segments(std::initializer_list<std::string_view> segments) {
  std::string out;
  for (const auto segment : segments) {
    out += '/' + detail::percent_encode(segment);
    if (segment.empty()) detail::bad_path(out, "an empty segment at the end");
  }
  detail::check_path_segments(out);
  return out;
}

}  // namespace roster::inline v0::http

namespace roster::inline v0::http::detail {

inline std::string percent_encode_except(std::string_view text, std::string_view kept) {
  constexpr char digits[] = "0123456789ABCDEF";
  const auto stays = [kept](char c) { return is_unreserved(c) || kept.find(c) != kept.npos; };
  const auto escaped = text.size() - static_cast<std::size_t>(std::count_if(text.begin(), text.end(), stays));
  std::string out;
  out.reserve(text.size() + 2 * escaped);  // exact: reallocation would leave copies of a secret
  for (const char c : text) {
    if (stays(c)) {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += digits[byte >> 4U];
    out += digits[byte & 15U];
  }
  return out;
}

ROSTER_DECL std::string percent_encode(std::string_view text) { return percent_encode_except(text, ""); }

ROSTER_DECL std::string percent_encode_path(std::string_view text) {
  return percent_encode_except(text, "/");
}

ROSTER_DECL std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out += text[i] == '+' && plus_is_space ? ' ' : text[i];
      continue;
    }
    const char* const end = text.data() + (std::min)(i + 3, text.size());
    unsigned char byte{};
    if (text.size() - i < 3 || std::from_chars(text.data() + i + 1, end, byte, 16).ptr != end) {
      roster::detail::wipe(out);  // it may be part of a secret
      return std::nullopt;
    }
    out += static_cast<char>(byte);
    i += 2;
  }
  return out;
}

ROSTER_DECL std::string encode_query(const query_list& query) {
  query_list encoded;
  encoded.reserve(query.size());
  for (const auto& [name, value] : query) encoded.emplace_back(percent_encode(name), percent_encode(value));
  std::sort(encoded.begin(), encoded.end());
  std::size_t size = 2 * encoded.size();
  for (const auto& [name, value] : encoded) size += name.size() + value.size();
  std::string out;
  out.reserve(size);
  for (const auto& [name, value] : encoded) {
    if (&name != &encoded.front().first) out += '&';
    out.append(name).append(1, '=').append(value);
  }
  for (auto& [name, value] : encoded) roster::detail::wipe(value);  // a form may contain a token
  return out;
}

ROSTER_DECL std::optional<query_list> parse_query(std::string_view query) {
  query_list list;
  bool good = true;
  for_each_parameter(query, [&](const query_parameter& parameter) {
    auto name = good ? percent_decode(parameter.name, true) : std::nullopt;
    auto value = good ? percent_decode(parameter.value, true) : std::nullopt;
    good = name && value;
    if (good) list.emplace_back(std::move(*name), std::move(*value));
  });
  if (!good) return std::nullopt;
  return list;
}

ROSTER_DECL std::string decode_parameter(std::string_view text) {
  auto decoded = percent_decode(text, true);
  return decoded ? *std::move(decoded) : std::string(text);
}

}  // namespace roster::inline v0::http::detail

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

[[noreturn]] inline void bad_next_url(std::string_view url, const std::string& why) {
  throw failure(errc::malformed_response,
                "invalid next-page URL \"" + redact_url(url.substr(0, url.find('?'))) + "\": " + why);
}

/// Splits a URL into "scheme://authority", "" for a relative URL, and the rest.
inline std::pair<std::string, std::string_view> split_origin(const endpoint& to, std::string_view url) {
  const auto colon = url.find_first_of(":/?#");
  std::string scheme = to.scheme;
  auto rest = url;
  if (colon != url.npos && url[colon] == ':') {
    scheme = lower_case(url.substr(0, colon));
    rest.remove_prefix(colon + 1);
    if (!rest.starts_with("//")) bad_next_url(url, "expected http:// or https://, or a relative URL");
  }
  if (!rest.starts_with("//")) return {{}, rest};
  const auto end = (std::min)(rest.find_first_of("/?#", 2), rest.size());
  return {scheme + ':' + std::string(rest.substr(0, end)), rest.substr(end)};
}

/// Returns the path with its "." and ".." segments resolved.
/// Source: RFC 3986, 5.2.4.
inline std::string without_dot_segments(std::string_view path) {
  std::string out;
  while (!path.empty()) {
    const auto end = (std::min)(path.find('/', 1), path.size());
    const auto segment = path.substr(0, end);
    const bool last = end == path.size();
    path.remove_prefix(end);
    if (segment == "/..") out.erase((std::min)(out.rfind('/'), out.size()));
    if (segment != "/." && segment != "/..")
      out += segment;
    else if (last)
      out += '/';
  }
  return out;
}

/// Percent-encodes the characters that services leave in URLs although they have to be encoded, such as '"' and '|'.
inline std::string encode_url(std::string_view text) {
  return percent_encode_except(text, "%!$&'()*+,;=:@/?[]");
}

ROSTER_DECL url_target next_page_target(const endpoint& to, std::string_view path, std::string_view url) {
  for (const char c : url)
    if (const auto byte = static_cast<unsigned char>(c); byte <= 0x20 || byte >= 0x7F || c == '\\')
      bad_next_url(url, "it has a control character, a space, a backslash or a byte that is not ASCII");
  if (!percent_decode(url)) bad_next_url(url, "a '%' is not a percent-encoding");
  const auto [origin, rest] = split_origin(to, url);
  if (!origin.empty()) {
    endpoint found;
    try {
      found = parse_endpoint(origin);
    } catch (const failure&) {
      bad_next_url(url, "its host or port is invalid, or it has user info");
    }
    if (found.scheme != to.scheme || lower_case(found.host) != lower_case(to.host) || found.port != to.port)
      throw failure(errc::malformed_response,
                    "invalid next-page URL: its origin is " + escape_for_log(found.origin(), 200) + ", not " +
                        to.origin() + "; credentials are not sent to another origin");
  }
  const auto relative = rest.substr(0, rest.find('#'));
  const auto mark = relative.find('?');
  const auto relative_path = relative.substr(0, mark);
  url_target out{.query = mark == relative.npos ? std::string() : encode_url(relative.substr(mark + 1))};
  if (relative_path.empty())
    out.path = origin.empty() ? std::string(path) : "/";
  else if (relative_path.starts_with('/'))
    out.path = without_dot_segments(encode_url(relative_path));
  else
    out.path =
        without_dot_segments(std::string(path.substr(0, path.rfind('/') + 1)) + encode_url(relative_path));
  if (out.path.empty()) out.path = "/";
  if (const auto problem = problem_of_path(out.path); !problem.empty())
    bad_next_url(url, "the path has " + problem);
  return out;
}

}  // namespace detail

}  // namespace roster::inline v0::http
