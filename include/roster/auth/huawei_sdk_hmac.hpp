// SPDX-License-Identifier: BSL-1.0
#pragma once
// The SDK-HMAC-SHA256 signature of Huawei Cloud.

#include <roster/auth/signer.hpp>
#include <roster/config.hpp>
#include <roster/http/message.hpp>
#include <string>

namespace roster::inline v0 {

/// Signs with SDK-HMAC-SHA256: sets Host and X-Sdk-Date, and covers these, Content-Type, every other X-… header,
/// method, path, query and body. The canonical path ends with '/', whatever the path is.
/// Source: Huawei Cloud, "AK/SK signing and authentication".
class ROSTER_VISIBLE huawei_sdk_hmac final : public signer {
 public:
  /// What is signed besides the request.
  struct options {
    std::string project_id{};  ///< sent as X-Project-Id unless it is empty
  };

  huawei_sdk_hmac() noexcept {}  // NOLINT(modernize-use-equals-default): the options' initializers come first
  /// Fails: failure(errc::invalid_argument) for a project id with an invalid character.
  ROSTER_DECL explicit huawei_sdk_hmac(options how);

  ROSTER_DECL void sign(http::request& request, const credentials& key,
                        const signing_context& context) const override;
  ROSTER_DECL std::string canonical_request(const http::request& signed_request) const override;

 private:
  options options_{};
};

}  // namespace roster::inline v0

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/auth/impl/huawei_sdk_hmac.ipp>
#endif
