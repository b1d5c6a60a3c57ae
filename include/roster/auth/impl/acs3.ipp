// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of acs3.hpp.

#include <roster/auth/acs3.hpp>

#include <algorithm>
#include <roster/auth/detail/canonical_hmac.hpp>
#include <roster/auth/detail/digest.hpp>
#include <roster/http/detail/date.hpp>

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

inline constexpr canonical_hmac acs3_form{.algorithm = acs3_algorithm,
                                          .separator = ",",
                                          .token_header = "x-acs-security-token",
                                          .covers =
                                              [](std::string_view name) {
                                                return name == "host" || name == "content-type" ||
                                                       name.starts_with("x-acs-");
                                              },
                                          .path = acs3_canonical_path,
                                          .value = combined_field_value};

ROSTER_DECL header_names acs3_signed_headers(const http::headers& headers) {
  return select_names(headers, acs3_form.covers);
}

ROSTER_DECL std::string acs3_canonical_request(const http::request& request, header_names names) {
  std::sort(names.begin(), names.end());
  return canonical_request_of(acs3_form, request, names);
}

ROSTER_DECL std::string acs3_string_to_sign(std::string_view canonical_request) {
  return string_to_sign_of(acs3_form, {}, canonical_request);
}

ROSTER_DECL std::string acs3_signature(std::string_view secret_text, std::string_view canonical_request) {
  return canonical_hmac_signature(acs3_form, {}, secret_text, canonical_request);
}

}  // namespace roster::inline v0::detail

namespace roster::inline v0 {

ROSTER_DECL void acs3::sign(http::request& request, const credentials& key,
                            const signing_context& context) const {
  const http::headers added{{"x-acs-action", options_.action},
                            {"x-acs-version", options_.version},
                            {"x-acs-date", http::detail::format_utc_date(context.now)},
                            {"x-acs-signature-nonce", context.nonce},
                            {"x-acs-content-sha256", detail::hex(detail::sha256(request.body))}};
  detail::sign_canonical_request(detail::acs3_form, {}, added, request, key);
}

ROSTER_DECL std::string acs3::canonical_request(const http::request& signed_request) const {
  return detail::shown_canonical_request(detail::acs3_form, signed_request);
}

}  // namespace roster::inline v0
