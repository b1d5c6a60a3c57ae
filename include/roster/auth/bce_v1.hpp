// SPDX-License-Identifier: BSL-1.0
#pragma once
// Baidu AI Cloud's signature as a signer.

#include <chrono>
#include <roster/auth/signer.hpp>
#include <string>

namespace roster::inline v0 {

/// Options of the signature.
struct bce_v1_options {
  std::chrono::seconds expiration{1800};  ///< how long the service accepts the signature
};

/// Signs with bce-auth-v1: sets Host and x-bce-date, and covers these, every other x-bce-… header, method,
/// path and query. The body and Content-Length are not covered.
class bce_v1 final : public signer {
 public:
  explicit bce_v1(bce_v1_options options = {}) noexcept : options_(options) {}

  ROSTER_DECL void sign(http::request& request, const credentials& key,
                        const signing_context& moment) const override;
  ROSTER_DECL std::string canonical_request(const http::request& signed_request) const override;

 private:
  bce_v1_options options_;
};

}  // namespace roster::inline v0

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/auth/impl/bce_v1.ipp>
#endif
