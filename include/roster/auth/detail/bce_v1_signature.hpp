// SPDX-License-Identifier: BSL-1.0
#pragma once
// bce-auth-v1 as pure functions of a request, used by the client to sign and by the server to verify.
// Source: Baidu AI Cloud, "Generating an authentication string". The body is not covered.

#include <chrono>
#include <roster/auth/detail/header_names.hpp>
#include <roster/config.hpp>
#include <roster/http/request.hpp>
#include <string>
#include <string_view>

namespace roster::inline v0::detail {

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
#include <roster/auth/impl/bce_v1_signature.ipp>
#endif
