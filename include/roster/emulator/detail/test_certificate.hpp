// SPDX-License-Identifier: BSL-1.0
#pragma once
// Valid and invalid certificates, generated at run time: no stored certificate can expire.

#include <openssl/types.h>
#include <memory>
#include <roster/config.hpp>
#include <string>

namespace roster::inline v0::detail {

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

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/emulator/impl/test_certificate.ipp>
#endif
