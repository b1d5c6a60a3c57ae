// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of canonical_hmac.hpp.

#include <roster/auth/detail/canonical_hmac.hpp>

#include <openssl/crypto.h>
#include <algorithm>
#include <roster/auth/detail/credentials_chain.hpp>
#include <roster/auth/detail/digest.hpp>
#include <roster/detail/wipe.hpp>
#include <roster/failure.hpp>
#include <roster/http/detail/date.hpp>
#include <roster/http/detail/grammar.hpp>
#include <roster/http/detail/redact.hpp>
#include <roster/http/url.hpp>

namespace roster::inline v0::detail {

ROSTER_DECL std::string path_as_sent(std::string_view path) { return std::string(path.empty() ? "/" : path); }

ROSTER_DECL std::string field_value_in_order(const http::headers& headers, std::string_view name) {
  std::size_t size = 0;
  for (const http::header& h : headers)
    if (http::detail::same_ignoring_case(h.name, name)) size += h.value.size() + 1;
  std::string out;
  out.reserve(size);  // reallocation would leave copies of a security token in memory
  bool first = true;
  for (const http::header& h : headers) {
    if (!http::detail::same_ignoring_case(h.name, name)) continue;
    out.append(first ? "" : ",").append(http::detail::trimmed(h.value));
    first = false;
  }
  return out;
}

ROSTER_DECL std::string collapsed_field_value(const http::headers& headers, std::string_view name) {
  std::string out = field_value_in_order(headers, name);
  std::replace(out.begin(), out.end(), '\t', ' ');
  const auto both_spaces = [](char a, char b) { return a == ' ' && b == ' '; };
  out.erase(std::unique(out.begin(), out.end(), both_spaces), out.end());
  return out;
}

ROSTER_DECL std::string format_basic_date(std::chrono::sys_seconds time) {
  std::string out = http::detail::format_utc_date(time);
  out.erase(std::remove_if(out.begin(), out.end(), [](char c) { return c == '-' || c == ':'; }), out.end());
  return out;
}

ROSTER_DECL void check_signer_option(std::string_view signer, std::string_view option,
                                     std::string_view text) {
  const auto is_allowed = [](char c) { return http::detail::is_unreserved(c) && c != '~'; };
  const std::string name = std::string(signer) + ": option " + std::string(option);
  if (text.empty()) throw failure(errc::invalid_argument, name + " is missing");
  if (!std::all_of(text.begin(), text.end(), is_allowed))
    throw failure(errc::invalid_argument,
                  name + " has a character other than letters, digits, '-', '_', '.'");
}

inline std::string sorted_query(std::string_view sent) {
  auto query = http::detail::parse_query(sent);
  if (!query) throw failure(errc::invalid_argument, "invalid query: a '%' is not a percent-encoding");
  std::string out = http::detail::encode_query(*query);
  for (auto& [name, value] : *query) wipe(value);  // it may be a secret
  return out;
}

ROSTER_DECL std::string canonical_request_of(const canonical_hmac& how, const http::request& request,
                                             const header_names& names) {
  std::string query_text = how.sorts_query ? sorted_query(request.query) : request.query;
  const wipe_at_exit query_wiped(query_text);
  const std::string path = how.path(request.path);
  const std::string names_text = join_names(names);
  const std::string hash = hex(sha256(request.body));
  std::size_t size = request.method.size() + path.size() + query_text.size() + hash.size() + 6;
  for (const std::string& name : names) size += 2 * name.size() + 3;
  for (const http::header& h : request.headers) size += h.value.size() + 1;
  std::string out;
  out.reserve(size);  // sufficient: reallocation would leave copies of a security token in memory
  out.append(request.method).append(1, '\n').append(path).append(1, '\n').append(query_text).append(1, '\n');
  for (const std::string& name : names) {
    std::string value = how.value(request.headers, name);
    const wipe_at_exit wiped(value);
    out.append(name).append(1, ':').append(value).append(1, '\n');
  }
  out.append(1, '\n').append(names_text).append(1, '\n').append(hash);
  return out;  // moved; returning the result of append() would copy
}

/// Returns "20150830/eu-west-1/sagemaker/aws4_request".
inline std::string joined_scope(const signature_scope& scope) {
  std::string out;
  for (const std::string& part : scope.parts) out.append(out.empty() ? "" : "/").append(part);
  return out;
}

ROSTER_DECL std::string string_to_sign_of(const canonical_hmac& how, const signature_scope& scope,
                                          std::string_view canonical_request) {
  std::string out = std::string(how.algorithm) + '\n';
  if (!scope.time.empty()) out.append(scope.time).append(1, '\n');
  if (!scope.parts.empty()) out.append(joined_scope(scope)).append(1, '\n');
  return out + hex(sha256(canonical_request));
}

inline std::string_view bytes_of(const digest& key) noexcept {
  return {reinterpret_cast<const char*>(key.data()), key.size()};
}

ROSTER_DECL std::string canonical_hmac_signature(const canonical_hmac& how, const signature_scope& scope,
                                                 std::string_view secret_text,
                                                 std::string_view canonical_request) {
  const std::string text = string_to_sign_of(how, scope, canonical_request);
  if (scope.parts.empty()) return hex(hmac_sha256(secret_text, text));
  std::string prefixed;
  prefixed.reserve(how.key_prefix.size() + secret_text.size());
  const wipe_at_exit wiped(prefixed);
  prefixed.append(how.key_prefix).append(secret_text);
  digest derived{};
  std::string_view key = prefixed;
  for (const std::string& part : scope.parts) {
    derived = hmac_sha256(key, part);
    key = bytes_of(derived);
  }
  std::string out = hex(hmac_sha256(key, text));
  OPENSSL_cleanse(derived.data(), derived.size());
  return out;
}

ROSTER_DECL void sign_canonical_request(const canonical_hmac& how, const signature_scope& scope,
                                        const http::headers& added, http::request& request,
                                        const credentials& key) {
  validate_credentials(key);
  http::headers& headers = request.headers;
  if (!headers.contains("host")) headers.set("host", request.to.authority());
  for (const http::header& h : added) headers.set(h.name, h.value);
  headers.erase(how.token_header);
  if (!key.security_token.empty()) headers.set(how.token_header, key.security_token.reveal());
  const header_names names = select_names(headers, how.covers);
  std::string canonical = canonical_request_of(how, request, names);
  const wipe_at_exit wiped(canonical);  // contains the security token
  const std::string signature =
      canonical_hmac_signature(how, scope, key.access_key_secret.reveal(), canonical);
  std::string value(how.algorithm);
  value.append(1, ' ').append(how.key_id_name).append(1, '=').append(key.access_key_id);
  if (!scope.parts.empty()) value.append(1, '/').append(joined_scope(scope));
  value.append(how.separator).append("SignedHeaders=").append(join_names(names));
  value.append(how.separator).append("Signature=").append(signature);
  headers.set("authorization", std::move(value));
}

ROSTER_DECL std::string shown_canonical_request(const canonical_hmac& how,
                                                const http::request& signed_request) {
  http::request shown = signed_request;
  const http::detail::wipe_request_at_exit wiped(shown);
  if (shown.headers.contains(how.token_header)) shown.headers.set(how.token_header, "***");
  return canonical_request_of(how, shown, select_names(shown.headers, how.covers));
}

}  // namespace roster::inline v0::detail
