// SPDX-License-Identifier: BSL-1.0
#pragma once
// What a user may choose about the HTTP client: a plain aggregate, so that a client's own options can carry
// it.

#include <boost/asio/ip/address.hpp>
#include <boost/system/error_code.hpp>
#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <roster/config.hpp>
#include <roster/schema/secret.hpp>
#include <roster/transport/proxy_options.hpp>
#include <roster/transport/response_limits.hpp>
#include <string>
#include <vector>

namespace roster::inline v0 {

/// Receives the addresses of a host, or why there are none.
using address_handler = std::function<void(boost::system::error_code, std::vector<boost::asio::ip::address>)>;

/// Finds the addresses of a host name, sorted as they are to be tried (RFC 6724); calls the handler once, on the
/// client's executor.
using host_resolver = std::function<void(const std::string& host, address_handler)>;

/// Deadlines are absolute: they do not start anew with every byte that comes. All are cut short by the
/// `until` of a send. Files are read when the client is made, and only regular ones. Certificates are verified,
/// unless the option is set whose name says that this is not safe.
struct http_client_options {
  std::chrono::milliseconds connect_timeout{
      10'000};  ///< from the host's name to TCP, or to a tunnel, with all addresses
  std::chrono::milliseconds handshake_timeout{10'000};   ///< for TLS
  std::chrono::milliseconds first_byte_timeout{30'000};  ///< from sending to the first byte of an answer
  response_limits limits{};
  std::string ca_file{};  ///< PEM file of the only authorities to trust; "": those of the system
  std::string client_certificate_file{};  ///< PEM file of the chain to show to servers that ask for one
  std::string client_key_file{};          ///< PEM file of its key; "": it is in the same file
  secret client_key_passphrase{};         ///< of an encrypted key
  bool insecure_accept_any_server{};      ///< takes every certificate, also an attacker's
  /// Also offer cipher suites of TLS 1.2 without forward secrecy (RSA key exchange) or AEAD (CBC), for old servers. By
  /// default only ECDHE with AES-GCM or ChaCha20-Poly1305 is offered, beside TLS 1.3.
  bool allow_legacy_ciphers{};
  std::optional<proxy_options> proxy{};  ///< unset: clients take the environment's, make_http_client none
  std::size_t max_connections{128};      ///< in use at a time; what is sent beyond waits for its turn
  std::size_t max_idle_connections{32};  ///< kept for the next request
  std::chrono::milliseconds idle_time{30'000};  ///< an idle connection older than this is not used again
  std::string user_agent{};  ///< the application, "my-app/1.2"; the library's own "roster/…" goes behind it
  host_resolver resolve{};   ///< empty: the system's resolver
};

}  // namespace roster::inline v0
