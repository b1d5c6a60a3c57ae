// SPDX-License-Identifier: BSL-1.0
#pragma once
// Signatures of one family: HMAC-SHA256 over a canonical request, which differ in a few parameters per vendor.

#include <chrono>
#include <roster/auth/credentials.hpp>
#include <roster/auth/detail/header_names.hpp>
#include <roster/config.hpp>
#include <roster/http/message.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace roster::inline v0::detail {

/// Returns a path as it is sent; "/" for an empty one.
ROSTER_DECL std::string path_as_sent(std::string_view path);

/// Returns the values of all fields of that name in their order, trimmed and joined by ','.
ROSTER_DECL std::string field_value_in_order(const http::headers& headers, std::string_view name);

/// As field_value_in_order, with one space instead of several spaces and tabs.
ROSTER_DECL std::string collapsed_field_value(const http::headers& headers, std::string_view name);

/// The parameters of a vendor's signature.
/// Lifetime: that of the strings, usually literals.
struct canonical_hmac {
  std::string_view algorithm{};                ///< "AWS4-HMAC-SHA256": also the scheme of Authorization
  std::string_view key_prefix{};               ///< precedes the secret in the derivation of the key, "AWS4"
  std::string_view key_id_name{"Credential"};  ///< the parameter of Authorization with the access key id
  std::string_view separator{", "};            ///< between the parameters of Authorization
  std::string_view token_header{};             ///< of the security token
  bool (*covers)(std::string_view name){};     ///< whether a header, in lower case, is signed
  /// Returns the canonical form of the path.
  std::string (*path)(std::string_view path){path_as_sent};
  bool sorts_query{true};  ///< false: the query is signed as it is sent
  /// Returns the canonical value of a header.
  std::string (*value)(const http::headers& headers, std::string_view name){field_value_in_order};
};

/// When and where a signature is valid.
struct signature_scope {
  std::string time{};  ///< a line of the string to sign; "" if it has none
  /// {"20150830", "eu-west-1", "sagemaker", "aws4_request"}: a line of the string to sign, and the input from
  /// which the key is derived. Empty: there is no such line, and the key is the secret.
  std::vector<std::string> parts{};
};

/// Returns the time as "20150830T123600Z".
ROSTER_DECL std::string format_basic_date(std::chrono::sys_seconds time);

/// Checks an option of a signer, which becomes part of a header.
/// Fails: failure(errc::invalid_argument) that names the signer and the option, if it is empty or has
/// characters other than letters, digits, '-', '_' and '.'.
ROSTER_DECL void check_signer_option(std::string_view signer, std::string_view option, std::string_view text);

/// Returns the canonical request over the named headers.
/// Fails: failure(errc::invalid_argument) for a query or path with an invalid percent escape.
ROSTER_DECL std::string canonical_request_of(const canonical_hmac& how, const http::request& request,
                                             const header_names& names);

/// Returns the string to sign of a canonical request.
ROSTER_DECL std::string string_to_sign_of(const canonical_hmac& how, const signature_scope& scope,
                                          std::string_view canonical_request);

/// Returns the signature of a canonical request in hexadecimal digits.
ROSTER_DECL std::string canonical_hmac_signature(const canonical_hmac& how, const signature_scope& scope,
                                                 std::string_view secret_text,
                                                 std::string_view canonical_request);

/// Signs a request: adds Host if it is absent, the vendor's headers `added`, the security token if there is
/// one, and Authorization; replaces those of an earlier signature.
/// Fails: as validate_credentials and canonical_request_of.
ROSTER_DECL void sign_canonical_request(const canonical_hmac& how, const signature_scope& scope,
                                        const http::headers& added, http::request& request,
                                        const credentials& key);

/// Returns the canonical request of a signed request, with "***" instead of the security token.
ROSTER_DECL std::string shown_canonical_request(const canonical_hmac& how,
                                                const http::request& signed_request);

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/auth/impl/canonical_hmac.ipp>
#endif
