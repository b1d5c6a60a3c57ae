// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of verify.hpp.

#include <roster/auth/detail/verify.hpp>

#include <algorithm>
#include <charconv>
#include <roster/auth/acs3.hpp>
#include <roster/auth/bce_v1.hpp>
#include <roster/auth/detail/digest.hpp>
#include <roster/auth/detail/header_names.hpp>
#include <roster/detail/wipe.hpp>
#include <roster/http/detail/date.hpp>
#include <roster/http/url.hpp>

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

struct bce_v1_authorization {
  std::string_view prefix;  // the first four fields
  std::string_view access_key_id;
  std::string_view date;
  std::chrono::seconds expiration;
  std::string_view names;
  std::string_view signature;
};

inline std::optional<bce_v1_authorization> parse_bce_v1_authorization(std::string_view text) {
  std::vector<std::string_view> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const auto end = (std::min)(text.find('/', begin), text.size());
    parts.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  if (parts.size() != 6 || parts[0] != bce_v1_scheme || parts[1].empty() || parts[5].empty())
    return std::nullopt;
  unsigned seconds{};
  const char* const end = parts[3].data() + parts[3].size();
  const auto [read_until, error] = std::from_chars(parts[3].data(), end, seconds);
  if (error != std::errc() || read_until != end) return std::nullopt;
  if (!http::detail::parse_utc_date(parts[2])) return std::nullopt;
  const auto prefix_size = static_cast<std::size_t>(end - text.data());
  return bce_v1_authorization{text.substr(0, prefix_size),   parts[1], parts[2],
                              std::chrono::seconds(seconds), parts[4], parts[5]};
}

/// Returns the names of the signed headers: those listed, or the documented ones if the list is empty.
inline header_names bce_v1_names(const http::headers& headers, std::string_view listed) {
  if (!listed.empty()) return split_names(listed);
  return select_names(headers, [](std::string_view name) {
    return name == "host" || name == "content-length" || name == "content-type" || name == "content-md5" ||
           name.starts_with("x-bce-");
  });
}

inline std::optional<std::string> missing_bce_v1_header(const http::headers& headers,
                                                        const header_names& names) {
  for (const std::string& name : names)
    if (!headers.contains(name)) return name;
  if (std::find(names.begin(), names.end(), "host") == names.end()) return "host";
  return std::nullopt;
}

inline http::request without_port(http::request request) {
  const std::string host(request.headers.get("host"));
  const auto colon = host.rfind(':');
  if (colon != host.npos && host.find(']', colon) == host.npos)
    request.headers.set("host", host.substr(0, colon));
  return request;
}

ROSTER_DECL verification verify_bce_v1(const http::request& request, const secret_lookup& find_secret,
                                       bce_v1_tolerance tolerance) {
  verification found;
  const auto conclude = [&](signature_verdict verdict, std::string header = {}) {
    found.verdict = verdict;
    found.header = std::move(header);
    return std::move(found);  // moved: no copy of the canonical request, which may hold a security token
  };
  const std::string text = combined_field_value(request.headers, "authorization");
  if (text.empty()) return conclude(signature_verdict::missing, "authorization");
  const auto authorization = parse_bce_v1_authorization(text);
  if (!authorization) return conclude(signature_verdict::malformed, "authorization");
  found.access_key_id = authorization->access_key_id;
  found.date = authorization->date;
  found.expiration = authorization->expiration;

  const header_names names = bce_v1_names(request.headers, authorization->names);
  if (const auto absent = missing_bce_v1_header(request.headers, names))
    return conclude(signature_verdict::missing_signed_header, *absent);
  const auto key_secret = find_secret(found.access_key_id);
  if (!key_secret) return conclude(signature_verdict::unknown_key);
  if (!http::detail::percent_decode(request.path) || !http::detail::parse_query(request.query))
    return conclude(signature_verdict::malformed);
  found.canonical_request = bce_v1_canonical_request(request, names);
  const auto fits = [&](std::string_view canonical_request) {
    const std::string expected =
        bce_v1_signature(key_secret->reveal(), authorization->prefix, canonical_request);
    return constant_time_equal(expected, authorization->signature);
  };
  const auto fits_without_port = [&] {
    std::string canonical = bce_v1_canonical_request(without_port(request), names);
    const wipe_at_exit wiped(canonical);
    return fits(canonical);
  };
  const bool equal = fits(found.canonical_request) || (tolerance.host_without_port && fits_without_port());
  return conclude(equal ? signature_verdict::ok : signature_verdict::mismatch);
}

}  // namespace roster::inline v0::detail
