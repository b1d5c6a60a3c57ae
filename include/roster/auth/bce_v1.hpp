// SPDX-License-Identifier: BSL-1.0
#pragma once
// The bce-auth-v1 signature of Baidu AI Cloud.

#include <chrono>
#include <roster/auth/detail/header_names.hpp>
#include <roster/auth/signer.hpp>
#include <roster/config.hpp>
#include <roster/http/message.hpp>
#include <string>
#include <string_view>

namespace roster::inline v0 {

/// Options of the signature.
struct bce_v1_options {
  std::chrono::seconds expiration{1800};  ///< how long the service accepts the signature
};

/// Signs with bce-auth-v1: sets Host and x-bce-date, and covers these, every other x-bce-… header, method,
/// path and query. The body and Content-Length are not covered.
class ROSTER_VISIBLE bce_v1 final : public signer {
 public:
  /// The service accepts the signatures for the time that the options set.
  explicit bce_v1(bce_v1_options options = {}) noexcept : options_(options) {}

  ROSTER_DECL void sign(http::request& request, const credentials& key,
                        const signing_context& context) const override;
  ROSTER_DECL std::string canonical_request(const http::request& signed_request) const override;

 private:
  bce_v1_options options_;
};

}  // namespace roster::inline v0

namespace roster::inline v0::detail {

// bce-auth-v1 as pure functions of a request, used by the client to sign and by the server to verify.
// Source: Baidu AI Cloud, "Generating an authentication string". The body is not covered.

inline constexpr std::string_view bce_v1_scheme = "bce-auth-v1";

/// Returns "bce-auth-v1/KEY/DATE/SECONDS": the beginning of the Authorization header, and the input from
/// which the signing key is derived.
ROSTER_DECL std::string bce_v1_prefix(std::string_view access_key_id, std::string_view date,
                                      std::chrono::seconds expiration);

/// Returns the canonical request over the named headers, without those that are absent or empty. Path and
/// query may be encoded in any valid way.
/// Fails: failure(errc::invalid_argument) for a path or query with an invalid percent escape.
ROSTER_DECL std::string bce_v1_canonical_request(const http::request& request, const header_names& names);

/// Returns the signature in hexadecimal digits.
ROSTER_DECL std::string bce_v1_signature(std::string_view secret_text, std::string_view prefix,
                                         std::string_view canonical_request);

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/auth/impl/bce_v1.ipp>
#endif
