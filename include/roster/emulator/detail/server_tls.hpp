// SPDX-License-Identifier: BSL-1.0
#pragma once
// TLS of the emulator's server: with a given certificate, with one that it generates, or, for faults, with one that
// no client should accept.

#include <boost/asio/ssl/context.hpp>
#include <optional>
#include <roster/config.hpp>
#include <roster/emulator/detail/test_certificate.hpp>
#include <roster/emulator/fault_kind.hpp>
#include <roster/emulator/server_options.hpp>
#include <string>

namespace roster::inline v0::detail {

/// Creates the TLS context of a server with this certificate; weak keys are allowed.
/// Fails: failure(errc::invalid_argument) for an unusable certificate or key.
ROSTER_DECL boost::asio::ssl::context make_server_context(const std::string& certificate_pem,
                                                          const std::string& key_pem);

class server_tls {
 public:
  /// Creates the contexts. `host` is the host name in the server's endpoint.
  /// Fails: failure(errc::invalid_argument) for an unusable certificate or key.
  ROSTER_DECL server_tls(const emulator_server_options& options, const std::string& host);

  /// Returns the context for connections without a fault.
  boost::asio::ssl::context& usual() noexcept { return *usual_; }

  bool makes_certificates() const noexcept { return authority_.has_value(); }

  /// Returns the context for one connection with a fault. May be called only if the server makes its certificates.
  ROSTER_DECL boost::asio::ssl::context spoilt(tls_fault how) const;

  /// Returns the certificate of the authority that signs the generated ones; "" if there is none.
  ROSTER_DECL std::string authority_pem() const;

 private:
  ROSTER_DECL boost::asio::ssl::context showing(const certificate_spec& wish) const;

  certificate_spec right_{};
  std::optional<test_certificate> authority_{};
  std::optional<boost::asio::ssl::context> usual_{};
};

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/emulator/impl/server_tls.ipp>
#endif
