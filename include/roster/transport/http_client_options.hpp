// SPDX-License-Identifier: BSL-1.0
#pragma once
// Options of the HTTP client.

#include <boost/asio/ip/address.hpp>
#include <boost/system/error_code.hpp>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <roster/config.hpp>
#include <roster/schema/secret.hpp>
#include <string>
#include <vector>

namespace roster::inline v0 {

/// Proxies, each written "[http://][user[:password]@]host[:port]", or "" for none. User and password are
/// percent-encoded; the port defaults to 80. User and password are sent only to the proxy, as Proxy-Authorization. For
/// a request over TLS the proxy sees only the host and port of the endpoint.
struct proxy_options {
  secret http{};   ///< for http endpoints
  secret https{};  ///< for https endpoints: a tunnel (CONNECT) that carries TLS to the endpoint
  /// Hosts that are connected to directly, separated by commas: `example.com` (and its subdomains), `.example.com`
  /// (subdomains only), `10.0.0.1`, `10.0.0.0/8`, `[::1]`, each optionally with `:port`; `*` for all.
  std::string no_proxy{};
  /// Connects directly to this machine, in any notation: loopback addresses (`127.1`, `0x7f000001`,
  /// `::ffff:127.0.0.1`), `0.0.0.0`, `::`, `localhost`, `*.localhost`, `ip6-localhost` and `ip6-loopback`.
  /// `environment_proxies()` sets it.
  bool bypass_loopback{};
};

/// Size limits of one response. Exceeding one is failure(errc::too_large), and the connection is closed.
struct response_limits {
  std::size_t max_header{64 * 1024};  ///< bytes of header, including informational responses and trailers
  std::uint64_t max_body{8 * 1024 * 1024};  ///< bytes of the body, after decompression
  std::uint64_t max_overhead{
      1024 * 1024};  ///< bytes on the wire in addition to `max_body`: chunk sizes, extensions, header
  unsigned max_informational{16};  ///< informational (1xx) responses before the final one
};

namespace detail {

/// Receives the addresses of a host, or the error that prevented resolution.
using address_handler = std::function<void(boost::system::error_code, std::vector<boost::asio::ip::address>)>;

/// Resolves a host name to addresses in order of preference (RFC 6724); calls the handler once, on the client's
/// executor.
using host_resolver = std::function<void(const std::string& host, address_handler)>;

}  // namespace detail

/// Options of an HTTP client. Each timeout bounds its whole phase: received bytes do not restart it. The `until` of a
/// send bounds all of them. Files are read when the client is created and must be regular files. Certificates are
/// verified unless `insecure_accept_any_server` is set.
struct http_client_options {
  std::chrono::milliseconds connect_timeout{
      10'000};  ///< for name resolution, TCP (all addresses) and a proxy's tunnel
  std::chrono::milliseconds handshake_timeout{10'000};   ///< for the TLS handshake
  std::chrono::milliseconds first_byte_timeout{30'000};  ///< from sending to the first response byte
  response_limits limits{};                              ///< the largest header and body that are read
  /// PEM file of the only trusted CAs; "": the system's CAs, which clients that exist at the same time load once.
  std::string ca_file{};
  std::string client_certificate_file{};  ///< PEM file of the chain for servers that request one
  std::string client_key_file{};          ///< PEM file of its private key; "": in the same file
  secret client_key_passphrase{};         ///< passphrase of an encrypted key
  bool insecure_accept_any_server{};      ///< accepts every certificate, even an attacker's
  /// Also offers cipher suites of TLS 1.2 without forward secrecy (RSA key exchange) or AEAD (CBC), for old servers. By
  /// default only ECDHE with AES-GCM or ChaCha20-Poly1305 is offered, in addition to TLS 1.3.
  bool allow_legacy_ciphers{};
  std::optional<proxy_options> proxy{};  ///< unset: clients use the environment's, make_http_client none
  std::size_t max_connections{128};      ///< in use at the same time; further sends wait for one
  std::size_t max_idle_connections{32};  ///< kept alive for later requests
  std::chrono::milliseconds idle_timeout{30'000};  ///< a connection that was idle for longer is not reused
  /// Accepts compressed responses: sends "Accept-Encoding: gzip" unless the request has the header, and decompresses
  /// while receiving. The response then has neither Content-Encoding nor Content-Length; `raw_bytes` counts the bytes
  /// received. If false, a Content-Encoding is failure(errc::protocol). Requests for credentials never accept it.
  bool accept_gzip{};
  std::string user_agent{};         ///< the application, "my-app/1.2"; "roster/…" is appended
  detail::host_resolver resolve{};  ///< empty: the system's resolver
};

}  // namespace roster::inline v0
