// SPDX-License-Identifier: BSL-1.0
#pragma once
// The signature version 4 of Amazon Web Services.

#include <roster/auth/signer.hpp>
#include <roster/config.hpp>
#include <roster/http/message.hpp>
#include <string>

namespace roster::inline v0 {

/// Signs with AWS4-HMAC-SHA256, for all services but S3: sets Host and X-Amz-Date, and covers these,
/// Content-Type, every other X-Amz-… header, method, path, query and body. The path is encoded twice in the
/// canonical request, as all services but S3 require.
/// Source: AWS General Reference, "Signature Version 4 signing process".
class ROSTER_VISIBLE aws_sigv4 final : public signer {
 public:
  /// What is signed besides the request.
  struct options {
    std::string region{};   ///< "eu-west-1"
    std::string service{};  ///< as in the signature, "sagemaker": not always the first label of the host
  };

  /// Fails: failure(errc::invalid_argument) for an option that is empty or has an invalid character.
  ROSTER_DECL explicit aws_sigv4(options how);

  ROSTER_DECL void sign(http::request& request, const credentials& key,
                        const signing_context& context) const override;
  ROSTER_DECL std::string canonical_request(const http::request& signed_request) const override;

 private:
  options options_;
};

}  // namespace roster::inline v0

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/auth/impl/aws_sigv4.ipp>
#endif
