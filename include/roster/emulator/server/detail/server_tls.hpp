// SPDX-License-Identifier: BSL-1.0
#pragma once
// TLS of the emulator, with a certificate made for it.

#include <openssl/types.h>
#include <boost/asio/ssl/context.hpp>
#include <memory>
#include <optional>
#include <roster/config.hpp>
#include <roster/emulator/faults/fault.hpp>
#include <roster/emulator/server/server_options.hpp>
#include <string>

namespace roster::inline v0::emulator::detail {

/// The contents of a certificate to make.
struct certificate_spec {
  std::string common_name{"localhost"};
  std::string alternative_names{"DNS:localhost"};  ///< in OpenSSL's syntax; "" for none
  long from_days{-1};                              ///< from now
  long to_days{2};
  unsigned rsa_bits{};  ///< 0: an elliptic curve
  bool authority{};     ///< it may sign others
};

/// A certificate and its key.
struct test_certificate {
  std::shared_ptr<EVP_PKEY> key{};
  std::shared_ptr<X509> certificate{};

  ROSTER_DECL std::string certificate_pem() const;
  ROSTER_DECL std::string key_pem() const;
};

/// Makes a certificate signed by `issuer`, or a self-signed one.
/// Fails: failure(errc::invalid_argument) for names that OpenSSL cannot parse, and for what its settings forbid.
ROSTER_DECL test_certificate make_certificate(const certificate_spec& wish,
                                              const test_certificate* issuer = nullptr);

/// Makes the certificate of an authority.
ROSTER_DECL test_certificate make_authority(const std::string& name);

/// Creates the TLS context of a server with this certificate; weak keys are allowed.
/// Fails: failure(errc::invalid_argument) for an unusable certificate or key.
ROSTER_DECL boost::asio::ssl::context make_server_context(const std::string& certificate_pem,
                                                          const std::string& key_pem);

class server_tls {
 public:
  /// Creates the contexts. `host` is the host name in the server's endpoint.
  /// Fails: failure(errc::invalid_argument) for an unusable certificate or key.
  ROSTER_DECL server_tls(const emulator::server_options& options, const std::string& host);

  /// Returns the context for connections without a fault.
  boost::asio::ssl::context& usual() noexcept { return *usual_; }

  bool makes_certificates() const noexcept { return authority_.has_value(); }

  /// Returns the context for one connection with a fault. May be called only if the server makes its certificates.
  ROSTER_DECL boost::asio::ssl::context spoilt(tls_fault how) const;

  /// Returns the certificate of the authority that signs the generated ones; "" if there is none.
  ROSTER_DECL std::string ca_certificate_pem() const;

 private:
  ROSTER_DECL boost::asio::ssl::context showing(const certificate_spec& wish) const;

  certificate_spec right_{};
  std::optional<test_certificate> authority_{};
  std::optional<boost::asio::ssl::context> usual_{};
};

}  // namespace roster::inline v0::emulator::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/emulator/server/impl/server_tls.ipp>
#endif
