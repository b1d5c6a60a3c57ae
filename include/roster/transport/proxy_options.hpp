// SPDX-License-Identifier: BSL-1.0
#pragma once
// Which proxy carries which request: a plain aggregate, so that a user, or what reads the environment, can
// fill it.

#include <roster/schema/secret.hpp>
#include <string>

namespace roster::inline v0 {

/// Proxies, each written "[http://][user[:password]@]host[:port]", or "" for none. User and password are
/// percent-encoded; the port is 80 unless given. They are sent to the proxy alone, as Proxy-Authorization, and
/// nothing of a request over TLS but the name of its host is.
struct proxy_options {
  secret http{};   ///< for endpoints with http
  secret https{};  ///< for endpoints with https: a tunnel (CONNECT), and TLS with the endpoint within
  /// Hosts that are connected to directly, separated by commas: `example.com` (and every name below it),
  /// `.example.com` (only the names below), `10.0.0.1`, `10.0.0.0/8`, `[::1]`, each perhaps with `:port`; `*`
  /// for all.
  std::string except{};
  /// Connect directly to this machine, however it is written: loopback addresses (`127.1`, `0x7f000001`,
  /// `::ffff:127.0.0.1`), `0.0.0.0`, `::`, `localhost`, `*.localhost`, `ip6-localhost` and `ip6-loopback`.
  /// `environment_proxies()` sets it.
  bool except_loopback{};
};

}  // namespace roster::inline v0
