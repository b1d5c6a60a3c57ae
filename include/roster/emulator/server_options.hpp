// SPDX-License-Identifier: BSL-1.0
#pragma once
// Where the emulator's server listens, and with which certificate.

#include <cstdint>
#include <roster/schema/secret.hpp>
#include <string>

namespace roster::inline v0 {

/// Options of emulator_server: address, port and TLS.
struct emulator_server_options {
  std::string address{"127.0.0.1"};  ///< of the interface to listen on
  std::uint16_t port{0};             ///< 0: one that is free
  std::string host{};                ///< how the endpoint names this machine; "": by the address
  std::string certificate_pem{};     ///< the chain to serve HTTPS with, in PEM form; "": plain HTTP
  secret private_key_pem{};          ///< the key of the certificate, in PEM form
  /// Serves HTTPS with a certificate that is made on the spot, instead: for `host`, the address and localhost.
  /// emulator_server::authority_pem() is what clients have to trust. Faults of the kind tls need it.
  bool make_certificate{};
};

}  // namespace roster::inline v0
