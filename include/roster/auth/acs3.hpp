// SPDX-License-Identifier: BSL-1.0
#pragma once
// Alibaba Cloud's signature as a signer.

#include <roster/auth/signer.hpp>
#include <string>
#include <utility>

namespace roster::inline v0 {

/// The operation that a request names in its headers; the signature covers both members.
struct acs3_options {
  std::string action{};   ///< "ListServices"
  std::string version{};  ///< "2021-07-01"
};

/// Signs with ACS3-HMAC-SHA256: sets Host and the x-acs-… headers, and covers these, Content-Type, method,
/// path, query and body.
class acs3 final : public signer {
 public:
  explicit acs3(acs3_options options) noexcept : options_(std::move(options)) {}

  ROSTER_DECL void sign(http::request& request, const credentials& key,
                        const signing_context& moment) const override;
  ROSTER_DECL std::string canonical_request(const http::request& signed_request) const override;

 private:
  acs3_options options_;
};

}  // namespace roster::inline v0

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/auth/impl/acs3.ipp>
#endif
