// SPDX-License-Identifier: BSL-1.0
#pragma once
// The ACS3-HMAC-SHA256 signature of Alibaba Cloud.

#include <roster/auth/detail/header_names.hpp>
#include <roster/auth/signer.hpp>
#include <roster/config.hpp>
#include <roster/http/message.hpp>
#include <string>
#include <string_view>
#include <utility>

namespace roster::inline v0 {

/// The operation that a request names in its headers; the signature covers both members.
struct acs3_options {
  std::string action{};   ///< "ListServices"
  std::string version{};  ///< "2021-07-01"
};

/// Signs with ACS3-HMAC-SHA256: sets Host and the x-acs-… headers, and covers these, Content-Type, method,
/// path, query and body.
class ROSTER_VISIBLE acs3 final : public signer {
 public:
  /// Signs requests of the API that the options describe.
  explicit acs3(acs3_options options) noexcept : options_(std::move(options)) {}

  ROSTER_DECL void sign(http::request& request, const credentials& key,
                        const signing_context& context) const override;
  ROSTER_DECL std::string canonical_request(const http::request& signed_request) const override;

 private:
  acs3_options options_;
};

}  // namespace roster::inline v0

namespace roster::inline v0::detail {

// ACS3-HMAC-SHA256 as pure functions of a request, used by the client to sign and by the server to verify.
// Source: Alibaba Cloud, "V3 request structure and signature".

inline constexpr std::string_view acs3_algorithm = "ACS3-HMAC-SHA256";

/// Returns the names of those headers in the request that must be signed: host, content-type and every
/// x-acs-….
ROSTER_DECL header_names acs3_signed_headers(const http::headers& headers);

/// Returns the canonical request over the named headers. The query may be in any order and encoding.
/// Fails: failure(errc::invalid_argument) for a query with an invalid percent escape.
ROSTER_DECL std::string acs3_canonical_request(const http::request& request, header_names names);

/// Returns the string to sign of a canonical request.
ROSTER_DECL std::string acs3_string_to_sign(std::string_view canonical_request);

/// Returns the signature in hexadecimal digits.
ROSTER_DECL std::string acs3_signature(std::string_view secret_text, std::string_view canonical_request);

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/auth/impl/acs3.ipp>
#endif
