// SPDX-License-Identifier: BSL-1.0
#pragma once
// How the emulator's server speaks TLS: with the certificate that it was given, with one that it makes, or,
// for faults, with one that no client should accept.

#include <boost/asio/ssl/context.hpp>
#include <optional>
#include <roster/config.hpp>
#include <roster/emulator/detail/test_certificate.hpp>
#include <roster/emulator/fault_kind.hpp>
#include <roster/emulator/server_options.hpp>
#include <string>

namespace roster::inline v0::detail {

/// Makes the settings of a server that shows a certificate, a weak one, too.
/// Fails: failure(errc::invalid_argument) for a certificate or a key that cannot be used.
ROSTER_DECL boost::asio::ssl::context make_server_context(const std::string& certificate_pem,
                                                          const std::string& key_pem);

class server_tls {
 public:
  /// `host` is how the server's endpoint names it.
  /// Fails: failure(errc::invalid_argument) for a certificate or a key that cannot be used.
  ROSTER_DECL server_tls(const emulator_server_options& options, const std::string& host);

  /// Returns how it speaks without a fault.
  boost::asio::ssl::context& usual() noexcept { return *usual_; }

  bool makes_certificates() const noexcept { return authority_.has_value(); }

  /// Returns how it speaks once, wrongly. To be called where it makes its certificates.
  ROSTER_DECL boost::asio::ssl::context spoilt(tls_mistake how) const;

  /// Returns the certificate of the authority that signs the others; "" where it makes none.
  ROSTER_DECL std::string authority_pem() const;

 private:
  ROSTER_DECL boost::asio::ssl::context showing(const certificate_wish& wish) const;

  certificate_wish right_{};
  std::optional<test_certificate> authority_{};
  std::optional<boost::asio::ssl::context> usual_{};
};

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/emulator/impl/server_tls.ipp>
#endif
