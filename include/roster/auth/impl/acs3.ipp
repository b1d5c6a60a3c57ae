// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of acs3.hpp.

#include <roster/auth/acs3.hpp>

#include <roster/auth/detail/credentials_chain.hpp>
#include <roster/auth/detail/digest.hpp>
#include <roster/auth/detail/header_names.hpp>
#include <roster/detail/wipe.hpp>
#include <roster/failure.hpp>
#include <roster/http/detail/date.hpp>
#include <roster/http/url.hpp>

namespace roster::inline v0 {

ROSTER_DECL void acs3::sign(http::request& request, const credentials& key,
                            const signing_context& moment) const {
  detail::validate_credentials(key);
  http::headers& headers = request.headers;
  if (!headers.contains("host")) headers.set("host", request.to.authority());
  headers.set("x-acs-action", options_.action);
  headers.set("x-acs-version", options_.version);
  headers.set("x-acs-date", http::detail::format_utc_date(moment.now));
  headers.set("x-acs-signature-nonce", moment.nonce);
  headers.set("x-acs-content-sha256", detail::hex(detail::sha256(request.body)));
  headers.erase("x-acs-security-token");
  if (!key.security_token.empty()) headers.set("x-acs-security-token", key.security_token.reveal());
  const detail::header_names names = detail::acs3_signed_headers(headers);
  std::string canonical = detail::acs3_canonical_request(request, names);
  const detail::wipe_at_exit wiped(canonical);  // contains the security token
  const std::string signature = detail::acs3_signature(key.access_key_secret.reveal(), canonical);
  headers.set("authorization", std::string(detail::acs3_algorithm) + " Credential=" + key.access_key_id +
                                   ",SignedHeaders=" + detail::join_names(names) + ",Signature=" + signature);
}

ROSTER_DECL std::string acs3::canonical_request(const http::request& signed_request) const {
  http::request shown = signed_request;
  if (shown.headers.contains("x-acs-security-token")) shown.headers.set("x-acs-security-token", "***");
  return detail::acs3_canonical_request(shown, detail::acs3_signed_headers(shown.headers));
}

}  // namespace roster::inline v0

namespace roster::inline v0::detail {

/// Returns the path as received, except for three encodings that are normalized: "+", "*" and "%7E".
inline std::string acs3_canonical_path(std::string_view path) {
  if (path.empty()) return "/";
  std::string out;
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (path.substr(i, 3) == "%7E")
      out += '~', i += 2;
    else if (path[i] == '+')
      out += "%20";
    else if (path[i] == '*')
      out += "%2A";
    else
      out += path[i];
  }
  return out;
}

ROSTER_DECL header_names acs3_signed_headers(const http::headers& headers) {
  return select_names(headers, [](std::string_view name) {
    return name == "host" || name == "content-type" || name.starts_with("x-acs-");
  });
}

ROSTER_DECL std::string acs3_canonical_request(const http::request& request, header_names names) {
  const auto query = http::detail::parse_query(request.query);
  if (!query) throw failure(errc::invalid_argument, "invalid query: a '%' is not a percent-encoding");
  std::sort(names.begin(), names.end());
  const std::string path = acs3_canonical_path(request.path);
  const std::string query_text = http::detail::encode_query(*query);
  const std::string names_text = join_names(names);
  const std::string hash = hex(sha256(request.body));
  std::size_t size = request.method.size() + path.size() + query_text.size() + hash.size() + 6;
  for (const std::string& name : names) size += 2 * name.size() + 3;
  for (const http::header& h : request.headers) size += h.value.size() + 1;
  std::string out;
  out.reserve(size);  // sufficient: reallocation would leave copies of a security token in memory
  out.append(request.method).append(1, '\n').append(path).append(1, '\n').append(query_text).append(1, '\n');
  for (const std::string& name : names) {
    std::string value = combined_field_value(request.headers, name);
    const wipe_at_exit wiped(value);
    out.append(name).append(1, ':').append(value).append(1, '\n');
  }
  out.append(1, '\n').append(names_text).append(1, '\n').append(hash);
  return out;  // moved; returning the result of append() would copy
}

ROSTER_DECL std::string acs3_string_to_sign(std::string_view canonical_request) {
  return std::string(acs3_algorithm) + '\n' + hex(sha256(canonical_request));
}

ROSTER_DECL std::string acs3_signature(std::string_view secret_text, std::string_view canonical_request) {
  return hex(hmac_sha256(secret_text, acs3_string_to_sign(canonical_request)));
}

}  // namespace roster::inline v0::detail
