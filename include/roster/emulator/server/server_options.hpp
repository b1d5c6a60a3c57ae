// SPDX-License-Identifier: BSL-1.0
#pragma once
// The address, port and certificate of the emulator's server.

#include <cstdint>
#include <roster/schema/secret.hpp>
#include <string>

namespace roster::inline v0::emulator {

/// Options of emulator::server: address, port, TLS and compression.
struct server_options {
  std::string address{"127.0.0.1"};  ///< of the interface to listen on
  std::uint16_t port{0};             ///< 0: any free port
  std::string host{};                ///< host name in the endpoint; "": the address
  std::string certificate_pem{};     ///< the certificate chain for HTTPS, in PEM form; "": plain HTTP
  secret private_key_pem{};          ///< the private key of the certificate, in PEM form
  /// Serves HTTPS with a certificate generated at start instead, valid for `host`, the address and localhost. Clients
  /// have to trust emulator::server::ca_certificate_pem(). Required by faults of the kind tls.
  bool make_certificate{};
  /// Compresses the bodies of responses with gzip if the client accepts it, except those that a fault corrupts.
  bool gzip{};
};

}  // namespace roster::inline v0::emulator
