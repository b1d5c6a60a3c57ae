// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of verify_acs3.hpp.

#include <roster/auth/detail/verify_acs3.hpp>

#include <algorithm>
#include <roster/auth/detail/acs3_signature.hpp>
#include <roster/auth/detail/combined_field_value.hpp>
#include <roster/auth/detail/constant_time_equal.hpp>
#include <roster/auth/detail/digest.hpp>
#include <roster/http/query.hpp>

namespace roster::inline v0::detail {

struct acs3_authorization {
  std::string_view access_key_id;
  header_names names;
  std::string_view signature;
};

/// Removes "name=value" and the following ',' from the front of `rest`, and returns the value.
inline std::optional<std::string_view> take_acs3_part(std::string_view& rest, std::string_view name) {
  if (!rest.starts_with(name) || !rest.substr(name.size()).starts_with('=')) return std::nullopt;
  rest.remove_prefix(name.size() + 1);
  const auto end = (std::min)(rest.find(','), rest.size());
  const std::string_view value = rest.substr(0, end);
  rest.remove_prefix((std::min)(end + 1, rest.size()));
  if (value.empty()) return std::nullopt;
  return value;
}

inline std::optional<acs3_authorization> parse_acs3_authorization(std::string_view text) {
  if (!text.starts_with(acs3_algorithm) || !text.substr(acs3_algorithm.size()).starts_with(' '))
    return std::nullopt;
  text.remove_prefix(acs3_algorithm.size() + 1);
  const auto key = take_acs3_part(text, "Credential");
  const auto names = take_acs3_part(text, "SignedHeaders");
  const auto signature = take_acs3_part(text, "Signature");
  if (!key || !names || !signature || !text.empty()) return std::nullopt;
  return acs3_authorization{*key, split_names(*names), *signature};
}

/// Returns the first header that is missing or unsigned although required: the six mandatory headers, every
/// x-acs-… header of the request, and every header listed as signed.
inline std::optional<std::string> missing_acs3_header(const http::headers& headers,
                                                      const header_names& names) {
  const auto is_signed = [&](const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  for (const char* name : {"host", "x-acs-action", "x-acs-content-sha256", "x-acs-date",
                           "x-acs-signature-nonce", "x-acs-version"})
    if (!headers.contains(name) || !is_signed(name)) return name;
  for (const std::string& name : acs3_signed_headers(headers))
    if (name.starts_with("x-acs-") && !is_signed(name)) return name;
  for (const std::string& name : names)
    if (!headers.contains(name)) return name;
  return std::nullopt;
}

ROSTER_DECL verification verify_acs3(const http::request& request, const secret_lookup& find_secret) {
  verification found;
  const auto conclude = [&](signature_verdict verdict, std::string header = {}) {
    found.verdict = verdict;
    found.header = std::move(header);
    return std::move(found);  // moved: no copy of the canonical request, which may hold a security token
  };
  const std::string text = combined_field_value(request.headers, "authorization");
  if (text.empty()) return conclude(signature_verdict::missing, "authorization");
  const auto authorization = parse_acs3_authorization(text);
  if (!authorization) return conclude(signature_verdict::malformed, "authorization");
  found.access_key_id = authorization->access_key_id;
  found.date = request.headers.get("x-acs-date");
  found.nonce = request.headers.get("x-acs-signature-nonce");

  if (const auto absent = missing_acs3_header(request.headers, authorization->names))
    return conclude(signature_verdict::missing_signed_header, *absent);
  const auto key_secret = find_secret(found.access_key_id);
  if (!key_secret) return conclude(signature_verdict::unknown_key);
  if (combined_field_value(request.headers, "x-acs-content-sha256") != hex(sha256(request.body)))
    return conclude(signature_verdict::wrong_body, "x-acs-content-sha256");
  if (!http::detail::parse_query(request.query)) return conclude(signature_verdict::malformed);
  found.canonical_request = acs3_canonical_request(request, authorization->names);
  const std::string expected = acs3_signature(key_secret->reveal(), found.canonical_request);
  const bool equal = constant_time_equal(expected, authorization->signature);
  return conclude(equal ? signature_verdict::ok : signature_verdict::mismatch);
}

}  // namespace roster::inline v0::detail
