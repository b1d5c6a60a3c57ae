// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of bce_v1.hpp.

#include <roster/auth/bce_v1.hpp>

#include <openssl/crypto.h>
#include <roster/auth/detail/credentials_chain.hpp>
#include <roster/auth/detail/digest.hpp>
#include <roster/auth/detail/header_names.hpp>
#include <roster/detail/wipe.hpp>
#include <roster/failure.hpp>
#include <roster/http/detail/date.hpp>
#include <roster/http/url.hpp>

namespace roster::inline v0 {
namespace detail {

inline header_names bce_v1_signed_headers(const http::headers& headers) {
  return select_names(headers,
                      [](std::string_view name) { return name == "host" || name.starts_with("x-bce-"); });
}

}  // namespace detail

ROSTER_DECL void bce_v1::sign(http::request& request, const credentials& key,
                              const signing_context& context) const {
  detail::validate_credentials(key);
  http::headers& headers = request.headers;
  const std::string date = http::detail::format_utc_date(context.now);
  if (!headers.contains("host")) headers.set("host", request.to.authority());
  headers.set("x-bce-date", date);
  headers.erase("x-bce-security-token");
  if (!key.security_token.empty()) headers.set("x-bce-security-token", key.security_token.reveal());
  const detail::header_names names = detail::bce_v1_signed_headers(headers);
  const std::string prefix = detail::bce_v1_prefix(key.access_key_id, date, options_.expiration);
  std::string canonical = detail::bce_v1_canonical_request(request, names);
  const detail::wipe_at_exit wiped(canonical);  // contains the security token
  const std::string signature = detail::bce_v1_signature(key.access_key_secret.reveal(), prefix, canonical);
  headers.set("authorization", prefix + '/' + detail::join_names(names) + '/' + signature);
}

ROSTER_DECL std::string bce_v1::canonical_request(const http::request& signed_request) const {
  http::request shown = signed_request;
  if (shown.headers.contains("x-bce-security-token")) shown.headers.set("x-bce-security-token", "***");
  return detail::bce_v1_canonical_request(shown, detail::bce_v1_signed_headers(shown.headers));
}

}  // namespace roster::inline v0

namespace roster::inline v0::detail {

/// Sorts whole lines ("text10=" comes before "text1="), as bce-auth-v1 requires, and joins them.
inline std::string sorted_and_joined(std::vector<std::string> lines, char separator) {
  std::sort(lines.begin(), lines.end());
  std::size_t size = lines.size();
  for (const std::string& line : lines) size += line.size();
  std::string out;
  out.reserve(size);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (i > 0) out += separator;
    out += lines[i];
    wipe(lines[i]);  // it may contain the security token
  }
  return out;
}

inline std::string bce_v1_canonical_query(const http::detail::query_list& query) {
  std::vector<std::string> pieces;
  for (const auto& [name, value] : query)
    if (name != "authorization")
      pieces.push_back(http::detail::percent_encode(name) + '=' + http::detail::percent_encode(value));
  return sorted_and_joined(std::move(pieces), '&');
}

ROSTER_DECL std::string bce_v1_prefix(std::string_view access_key_id, std::string_view date,
                                      std::chrono::seconds expiration) {
  std::string out(bce_v1_scheme);
  out.append(1, '/').append(access_key_id).append(1, '/').append(date);
  return out.append(1, '/').append(std::to_string(expiration.count()));
}

ROSTER_DECL std::string bce_v1_canonical_request(const http::request& request, const header_names& names) {
  const auto path = http::detail::percent_decode(request.path);
  const auto query = http::detail::parse_query(request.query);
  if (!path || !query)
    throw failure(errc::invalid_argument, "invalid path or query: a '%' is not a percent-encoding");
  std::vector<std::string> lines;
  lines.reserve(names.size());
  for (const std::string& name : names) {
    std::string value = combined_field_value(request.headers, name);
    const wipe_at_exit wiped(value);
    if (value.empty()) continue;
    std::string encoded = http::detail::percent_encode(value);
    const wipe_at_exit encoded_wiped(encoded);
    const std::string encoded_name = http::detail::percent_encode(name);
    std::string& line = lines.emplace_back();
    line.reserve(encoded_name.size() + 1 + encoded.size());
    line.append(encoded_name).append(1, ':').append(encoded);
  }
  std::string signed_headers = sorted_and_joined(std::move(lines), '\n');
  const wipe_at_exit wiped(signed_headers);
  std::string out = request.method + '\n' + http::detail::percent_encode_path(*path) + '\n';
  out.append(bce_v1_canonical_query(*query)).append(1, '\n');
  out.reserve(out.size() + signed_headers.size());
  out += signed_headers;
  return out;  // moved; returning the result of += would copy
}

ROSTER_DECL std::string bce_v1_signature(std::string_view secret_text, std::string_view prefix,
                                         std::string_view canonical_request) {
  digest derived = hmac_sha256(secret_text, prefix);
  std::string signing_key = hex(derived);
  const wipe_at_exit wiped(signing_key);
  OPENSSL_cleanse(derived.data(), derived.size());
  return hex(hmac_sha256(signing_key, canonical_request));
}

}  // namespace roster::inline v0::detail
