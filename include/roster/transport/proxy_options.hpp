// SPDX-License-Identifier: BSL-1.0
#pragma once
// Which proxy carries which request: a plain aggregate, filled by the user or from the environment.

#include <roster/schema/secret.hpp>
#include <string>

namespace roster::inline v0 {

/// Proxies, each written "[http://][user[:password]@]host[:port]", or "" for none. User and password are
/// percent-encoded; the port defaults to 80. User and password are sent only to the proxy, as Proxy-Authorization. For
/// a request over TLS the proxy sees only the host and port of the endpoint.
struct proxy_options {
  secret http{};   ///< for http endpoints
  secret https{};  ///< for https endpoints: a tunnel (CONNECT) that carries TLS to the endpoint
  /// Hosts that are connected to directly, separated by commas: `example.com` (and its subdomains), `.example.com`
  /// (subdomains only), `10.0.0.1`, `10.0.0.0/8`, `[::1]`, each optionally with `:port`; `*` for all.
  std::string except{};
  /// Connects directly to this machine, in any notation: loopback addresses (`127.1`, `0x7f000001`,
  /// `::ffff:127.0.0.1`), `0.0.0.0`, `::`, `localhost`, `*.localhost`, `ip6-localhost` and `ip6-loopback`.
  /// `environment_proxies()` sets it.
  bool except_loopback{};
};

}  // namespace roster::inline v0
