// SPDX-License-Identifier: BSL-1.0
#pragma once
// The TC3-HMAC-SHA256 signature of Tencent Cloud.

#include <roster/auth/signer.hpp>
#include <roster/config.hpp>
#include <roster/http/message.hpp>
#include <string>

namespace roster::inline v0 {

/// Signs with TC3-HMAC-SHA256: sets Host, X-TC-Action, X-TC-Version, X-TC-Region, X-TC-Timestamp and, if it is
/// absent, Content-Type, which the signature requires. Covers Host, Content-Type, method, path, query, body and
/// the time, but no X-TC-… header, as the vendor's clients.
/// Source: Tencent Cloud, "Signature Method v3".
class ROSTER_VISIBLE tencent_tc3 final : public signer {
 public:
  /// What is signed besides the request.
  struct options {
    std::string service{};  ///< the first label of the product's host, "tione"
    std::string action{};   ///< "DescribeModelServiceGroups"
    std::string version{};  ///< "2021-11-11"
    std::string region{};   ///< "ap-guangzhou"; empty for an operation that has none
  };

  /// Fails: failure(errc::invalid_argument) for an option other than `region` that is empty, and for one with
  /// an invalid character.
  ROSTER_DECL explicit tencent_tc3(options how);

  ROSTER_DECL void sign(http::request& request, const credentials& key,
                        const signing_context& context) const override;
  ROSTER_DECL std::string canonical_request(const http::request& signed_request) const override;

 private:
  options options_;
};

}  // namespace roster::inline v0

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/auth/impl/tencent_tc3.ipp>
#endif
