// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of check_request.hpp.

#include <roster/http/detail/check_request.hpp>

#include <algorithm>
#include <roster/escape_for_log.hpp>
#include <roster/failure.hpp>
#include <roster/http/detail/grammar.hpp>
#include <roster/http/url.hpp>

namespace roster::inline v0::http::detail {

[[noreturn]] inline void bad_request(const std::string& what) {
  throw failure(errc::invalid_argument, "invalid request: " + what);
}

inline void check_bytes(const char* part, std::string_view text, std::string_view extra) {
  const auto position = find_illegal(text, extra);
  if (position == text.npos) return;
  bad_request(std::string(part) + " has the byte \"" + escape_for_log(text.substr(position, 1)) +
              "\" at position " + std::to_string(position) + ", which must be percent-encoded");
}

inline void check_header(const header& h) {
  if (!is_token(h.name)) bad_request("invalid header name \"" + escape_for_log(h.name, 100) + '"');
  for (const std::string_view own : {"content-length", "transfer-encoding", "proxy-authorization"})
    if (same_ignoring_case(h.name, own)) bad_request("header " + h.name + " must not be set by the caller");
  const auto bad = std::find_if_not(h.value.begin(), h.value.end(), is_field_char);
  if (bad != h.value.end())
    bad_request("the value of header " + h.name + " has a control character at position " +
                std::to_string(bad - h.value.begin()));
}

/// Checks that the Host header is a host with an optional port, to prevent header injection and request smuggling.
inline void check_host_header(const headers& headers) {
  const auto hosts = std::count_if(headers.begin(), headers.end(),
                                   [](const header& h) { return same_ignoring_case(h.name, "host"); });
  if (hosts != 1) bad_request(std::to_string(hosts) + " Host headers, expected one");
  std::string_view host = headers.get("host");
  while (!host.empty() && is_digit(host.back())) host.remove_suffix(1);
  host = host.ends_with(':') ? host.substr(0, host.size() - 1) : headers.get("host");
  const bool ipv6 = host.starts_with('[') && host.ends_with(']');
  if (ipv6 ? !is_ipv6(host.substr(1, host.size() - 2)) : !is_host(host) || is_ipv6(host))
    bad_request("invalid Host header");
}

ROSTER_DECL void check_request(const request& request) {
  if (!is_token(request.method)) bad_request("invalid method \"" + escape_for_log(request.method, 100) + '"');
  if (request.to.scheme != "http" && request.to.scheme != "https")
    bad_request("the scheme must be http or https");
  if (!is_host(request.to.host)) bad_request("invalid host \"" + redact_url(request.to.host) + '"');
  if (request.to.port == 0) bad_request("invalid port 0");
  if (!request.path.starts_with('/')) bad_request("the path does not begin with '/'");
  check_bytes("the path", request.path, "");
  check_bytes("the query", request.query, "?");
  for (const header& h : request.headers) check_header(h);
  check_host_header(request.headers);
}

}  // namespace roster::inline v0::http::detail
