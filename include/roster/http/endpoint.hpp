// SPDX-License-Identifier: BSL-1.0
#pragma once
// Where requests go: scheme, host, port and path prefix of a base URL, checked before any I/O.

#include <cstdint>
#include <roster/config.hpp>
#include <string>
#include <string_view>

namespace roster::inline v0::http {

/// A base URL, taken apart. `host` has no brackets, also for IPv6.
struct endpoint {
  std::string scheme{"https"};  ///< "http" or "https"
  std::string host{};
  std::uint16_t port{443};
  std::string prefix{};  ///< path before every operation's path, without a final '/'; usually empty

  bool secure() const noexcept { return scheme == "https"; }
  /// Returns the value of the Host header: the port only where it is not the scheme's own, IPv6 in brackets.
  std::string authority() const;
  /// Returns "https://host:port" for messages and as the key of a connection.
  std::string origin() const;

  friend bool operator==(const endpoint&, const endpoint&) = default;
};

/// Parses "https://host[:port][/prefix]"; a text without a scheme is taken as https.
/// Fails: failure(errc::invalid_argument) for another scheme, user info, query, fragment, an odd byte or
/// port; the message shows the URL as redact_url() does.
ROSTER_DECL endpoint parse_endpoint(std::string_view url);

}  // namespace roster::inline v0::http

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/http/impl/endpoint.ipp>
#endif
