// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of eas_errors.hpp.

#include <roster/emulator/alibaba/detail/eas_errors.hpp>

#include <optional>
#include <roster/auth/detail/digest.hpp>
#include <roster/auth/detail/verify.hpp>
#include <roster/detail/wipe.hpp>
#include <roster/emulator/data/member_order.hpp>
#include <roster/emulator/detail/session_token.hpp>
#include <roster/http/detail/date.hpp>
#include <roster/http/url.hpp>
#include <roster/wire/encode.hpp>
#include <string>
#include <string_view>

namespace roster::inline v0::emulator::detail {

struct eas_denied_body {
  std::string policy_type{};
  std::string auth_principal_owner_id{};
  std::string auth_principal_type{};
  std::string auth_principal_display_name{};
  std::string no_permission_type{};
  std::string auth_action{};
};

struct eas_error_body {
  std::string request_id{};
  std::string host_id{};
  std::string code{};
  std::string message{};
  std::string recommend{};
  std::optional<eas_denied_body> access_denied_detail{};
};

inline eas_denied_body eas_denied_detail(std::string_view needed) {
  return {.policy_type = "AccountLevelIdentityBasedPolicy",
          .auth_principal_owner_id = "1234567890123456",
          .auth_principal_type = "SubUser",
          .auth_principal_display_name = "212345678901234567",
          .no_permission_type = "ImplicitDeny",
          .auth_action = std::string(needed)};
}

ROSTER_DECL http::response eas_error_response(const rejection& rejected, std::string_view host,
                                              const request_context& context, std::string_view needed) {
  eas_error_body body{
      .request_id = context.request_id,
      .host_id = std::string(host),
      .code = std::string(rejected.error.code),
      .message = rejected.message(),
      .recommend =
          "https://api.aliyun.com/troubleshoot?q=" + http::detail::percent_encode(rejected.error.code) +
          "&product=eas&requestId=" + http::detail::percent_encode(context.request_id),
  };
  if (rejected.error.code == eas_errors::denied.code) body.access_denied_detail = eas_denied_detail(needed);
  return {.status = rejected.error.status,
          .headers = {{"Content-Type", "application/json;charset=utf-8"},
                      {"x-acs-request-id", context.request_id}},
          .body = arrange_members(to_json<pascal_case>(body), {}, context)};
}

/// Reports the string that the server signed, as the cloud does. The hash is enough for a comparison and hides a
/// token.
inline rejection wrong_eas_signature(const roster::detail::verification& found) {
  return {eas_errors::wrong_signature,
          "server StringToSign is [ACS3-HMAC-SHA256\n" +
              roster::detail::hex(roster::detail::sha256(found.canonical_request)) + "]"};
}

inline std::optional<rejection> eas_rejection(const roster::detail::verification& found) {
  switch (found.verdict) {
    case roster::detail::signature_verdict::ok:
      return std::nullopt;
    case roster::detail::signature_verdict::missing:
      return rejection{eas_errors::incomplete_signature, "The header Authorization is missing."};
    case roster::detail::signature_verdict::malformed:
      return rejection{eas_errors::incomplete_signature, "The header Authorization cannot be read."};
    case roster::detail::signature_verdict::missing_signed_header:
      return rejection{eas_errors::incomplete_signature, "The header " + found.header + " is not signed."};
    case roster::detail::signature_verdict::unknown_key:
      return rejection{eas_errors::unknown_key, {}};
    case roster::detail::signature_verdict::wrong_body:
      return rejection{eas_errors::wrong_signature, "The header x-acs-content-sha256 does not fit the body."};
    case roster::detail::signature_verdict::mismatch:
      break;
  }
  return wrong_eas_signature(found);
}

inline std::optional<rejection> eas_rejection(token_verdict token) {
  switch (token) {
    case token_verdict::ok:
      return std::nullopt;
    case token_verdict::missing:
      return rejection{eas_errors::missing_token, {}};
    case token_verdict::expired:
      return rejection{eas_errors::expired_token, {}};
    case token_verdict::wrong:
      break;
  }
  return rejection{eas_errors::wrong_token, {}};
}

inline std::optional<rejection> check_eas_date(const std::string& text, std::chrono::sys_seconds now) {
  const auto date = http::detail::parse_utc_date(text);
  if (!date) return rejection{eas_errors::bad_time, {}};
  if (std::chrono::abs(now - *date) > eas_authenticator::tolerance) return rejection{eas_errors::expired, {}};
  return std::nullopt;
}

ROSTER_DECL std::optional<rejection> eas_authenticator::check(const http::request& request,
                                                              std::chrono::sys_seconds now) {
  roster::detail::verification found = roster::detail::verify_acs3(request, [&](std::string_view id) {
    return id == key_.access_key_id ? std::optional(key_.access_key_secret) : std::nullopt;
  });
  const roster::detail::wipe_at_exit wiped(found.canonical_request);
  if (auto rejected = eas_rejection(found)) return rejected;
  const std::string_view token = request.headers.get("x-acs-security-token");
  if (auto rejected = eas_rejection(check_session_token(token, key_.security_token, tokens_end_, now)))
    return rejected;
  if (auto rejected = check_eas_date(found.date, now)) return rejected;
  if (!nonces_.remember(found.nonce, now)) return rejection{eas_errors::nonce_used, {}};
  return std::nullopt;
}

}  // namespace roster::inline v0::emulator::detail
