// SPDX-License-Identifier: BSL-1.0
#pragma once
// Endpoints: scheme, host, port and path prefix of a base URL, validated before any I/O.

#include <cstdint>
#include <roster/config.hpp>
#include <string>
#include <string_view>

namespace roster::inline v0::http {

/// A parsed base URL. `host` has no brackets, even for IPv6.
struct endpoint {
  std::string scheme{"https"};  ///< "http" or "https"
  std::string host{};
  std::uint16_t port{443};
  std::string prefix{};  ///< prepended to the path of every operation, without a trailing '/'; usually empty

  bool secure() const noexcept { return scheme == "https"; }
  /// Returns the value of the Host header: IPv6 addresses in brackets, the port only if it is not the scheme's
  /// default.
  std::string authority() const;
  /// Returns "https://host:port", for messages and as the key of the connection pool.
  std::string origin() const;

  friend bool operator==(const endpoint&, const endpoint&) = default;
};

namespace detail {

/// Parses "https://host[:port][/prefix]"; the scheme defaults to https.
/// Fails: failure(errc::invalid_argument) for another scheme, user info, query, fragment, an invalid byte or port; the
/// message shows the URL redacted by redact_url().
ROSTER_DECL endpoint parse_endpoint(std::string_view url);

}  // namespace detail

}  // namespace roster::inline v0::http

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/http/impl/endpoint.ipp>
#endif
