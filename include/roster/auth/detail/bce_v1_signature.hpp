// SPDX-License-Identifier: BSL-1.0
#pragma once
// bce-auth-v1 as pure functions from a request to texts: what a client writes and a server checks.
// Source: Baidu AI Cloud, "Generating an authentication string". The body is not covered.

#include <chrono>
#include <roster/auth/detail/header_names.hpp>
#include <roster/config.hpp>
#include <roster/http/request.hpp>
#include <string>
#include <string_view>

namespace roster::inline v0::detail {

inline constexpr std::string_view bce_v1_scheme = "bce-auth-v1";

/// Returns "bce-auth-v1/KEY/DATE/SECONDS", with which an Authorization header begins and the signing key is
/// derived.
ROSTER_DECL std::string bce_v1_prefix(std::string_view access_key_id, std::string_view date,
                                      std::chrono::seconds expiration);

/// Returns the canonical request over the headers named, those that are absent or empty left out. The path
/// and the query may have come in any spelling.
/// Fails: failure(errc::invalid_argument) for a path or query
/// with a broken escape.
ROSTER_DECL std::string bce_v1_canonical_request(const http::request& request, const header_names& names);

/// Returns the signature in hexadecimal digits.
ROSTER_DECL std::string bce_v1_signature(std::string_view secret_text, std::string_view prefix,
                                         std::string_view canonical_request);

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/auth/impl/bce_v1_signature.ipp>
#endif
