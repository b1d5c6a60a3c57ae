// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of acs3.hpp.

#include <roster/auth/acs3.hpp>

#include <roster/auth/detail/acs3_signature.hpp>
#include <roster/auth/detail/digest.hpp>
#include <roster/auth/detail/validate_credentials.hpp>
#include <roster/detail/wipe.hpp>
#include <roster/http/detail/date.hpp>

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
