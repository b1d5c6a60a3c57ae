// SPDX-License-Identifier: BSL-1.0
#pragma once
// The signature of Volcengine and BytePlus.

#include <roster/auth/signer.hpp>
#include <roster/config.hpp>
#include <roster/http/message.hpp>
#include <string>

namespace roster::inline v0 {

/// Signs with HMAC-SHA256 of Volcengine: sets Host, X-Date and X-Content-Sha256, and covers these,
/// Content-Type, every other X-… header, method, path, query and body. Action and Version are query parameters.
/// Source: Volcengine, "Signature method" (V4).
class ROSTER_VISIBLE volcengine final : public signer {
 public:
  /// What is signed besides the request.
  struct options {
    std::string region{};   ///< "cn-beijing"
    std::string service{};  ///< "ark"
  };

  /// Fails: failure(errc::invalid_argument) for an option that is empty or has an invalid character.
  ROSTER_DECL explicit volcengine(options how);

  ROSTER_DECL void sign(http::request& request, const credentials& key,
                        const signing_context& context) const override;
  ROSTER_DECL std::string canonical_request(const http::request& signed_request) const override;

 private:
  options options_;
};

}  // namespace roster::inline v0

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/auth/impl/volcengine.ipp>
#endif
