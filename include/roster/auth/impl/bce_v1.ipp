// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of bce_v1.hpp.

#include <roster/auth/bce_v1.hpp>

#include <roster/auth/detail/bce_v1_signature.hpp>
#include <roster/auth/detail/validate_credentials.hpp>
#include <roster/detail/wipe.hpp>
#include <roster/http/detail/date.hpp>

namespace roster::inline v0 {
namespace detail {

inline header_names bce_v1_signed_headers(const http::headers& headers) {
  return select_names(headers,
                      [](std::string_view name) { return name == "host" || name.starts_with("x-bce-"); });
}

}  // namespace detail

ROSTER_DECL void bce_v1::sign(http::request& request, const credentials& key,
                              const signing_context& moment) const {
  detail::validate_credentials(key);
  http::headers& headers = request.headers;
  const std::string date = http::detail::format_utc_date(moment.now);
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
