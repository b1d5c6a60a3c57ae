// SPDX-License-Identifier: BSL-1.0
#pragma once
// ACS3-HMAC-SHA256 as pure functions of a request, used by the client to sign and by the server to verify.
// Source: Alibaba Cloud, "V3 request structure and signature".

#include <roster/auth/detail/header_names.hpp>
#include <roster/config.hpp>
#include <roster/http/request.hpp>
#include <string>
#include <string_view>

namespace roster::inline v0::detail {

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
#include <roster/auth/impl/acs3_signature.ipp>
#endif
