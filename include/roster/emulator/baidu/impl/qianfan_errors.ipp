// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of qianfan_errors.hpp.

#include <roster/emulator/baidu/detail/qianfan_errors.hpp>

#include <cstdint>
#include <roster/auth/detail/verify.hpp>
#include <roster/detail/wipe.hpp>
#include <roster/emulator/data/member_order.hpp>
#include <roster/emulator/detail/session_token.hpp>
#include <roster/http/detail/date.hpp>
#include <roster/wire/detail/number_text.hpp>
#include <roster/wire/encode.hpp>
#include <string>
#include <string_view>

namespace roster::inline v0::emulator::detail {

struct qianfan_error_body {
  std::string request_id{};
  std::string code{};
  std::string message{};
};

struct qianfan_first_error_body {
  std::string log_id{};
  std::int64_t error_code{};
  std::string error_msg{};
};

inline std::string qianfan_error_json(const rejection& rejected, const request_context& context) {
  std::int64_t number{};
  if (roster::detail::parse_number(rejected.error.code, number) == roster::detail::number_result::ok)
    return to_json(qianfan_first_error_body{context.request_id, number, rejected.message()});
  return to_json<camel_case>(
      qianfan_error_body{context.request_id, std::string(rejected.error.code), rejected.message()});
}

ROSTER_DECL http::response qianfan_error_response(const rejection& rejected, const request_context& context) {
  return {.status = rejected.error.status,
          .headers = {{"Content-Type", "application/json; charset=utf-8"},
                      {"x-bce-request-id", context.request_id}},
          .body = arrange_members(qianfan_error_json(rejected, context), {}, context)};
}

inline std::optional<rejection> qianfan_rejection(const roster::detail::verification& found) {
  switch (found.verdict) {
    case roster::detail::signature_verdict::ok:
      return std::nullopt;
    case roster::detail::signature_verdict::missing:
      return rejection{qianfan_errors::no_signature, {}};
    case roster::detail::signature_verdict::malformed:
      return rejection{qianfan_errors::bad_authorization, {}};
    case roster::detail::signature_verdict::missing_signed_header:
      return rejection{qianfan_errors::unsigned_header, found.header};
    case roster::detail::signature_verdict::unknown_key:
      return rejection{qianfan_errors::unknown_key, {}};
    case roster::detail::signature_verdict::wrong_body:
    case roster::detail::signature_verdict::mismatch:
      break;
  }
  return rejection{qianfan_errors::wrong_signature, {}};
}

inline rejection expired_for_qianfan(std::string_view date) {
  return {qianfan_errors::expired, "Timestamp date is " + std::string(date) + "."};
}

/// Returns the date of a request; nothing if it has none that can be parsed.
inline std::optional<std::chrono::sys_seconds> sent_at(const http::headers& headers) {
  if (headers.contains("x-bce-date")) return http::detail::parse_utc_date(headers.get("x-bce-date"));
  return http::detail::parse_imf_date(headers.get("date"));
}

/// The signature has a date with an expiration, the request has its own date. They may differ, and both must be
/// valid.
inline std::optional<rejection> check_qianfan_dates(const roster::detail::verification& found,
                                                    const http::headers& headers,
                                                    std::chrono::sys_seconds now) {
  const auto is_dated = headers.contains("x-bce-date") || headers.contains("date");
  const auto sent = sent_at(headers);
  if (is_dated && !sent) return rejection{qianfan_errors::wrong_method, "A date cannot be read."};
  if (sent && std::chrono::abs(now - *sent) > qianfan_authenticator::tolerance)
    return expired_for_qianfan(http::detail::format_utc_date(*sent));
  const auto made = http::detail::parse_utc_date(found.date);
  if (!made || now > *made + found.expiration || *made > now + qianfan_authenticator::tolerance)
    return expired_for_qianfan(found.date);
  return std::nullopt;
}

ROSTER_DECL std::optional<rejection> qianfan_authenticator::check(const http::request& request,
                                                                  std::chrono::sys_seconds now) const {
  const auto find_secret = [&](std::string_view id) {
    return id == key_.access_key_id ? std::optional(key_.access_key_secret) : std::nullopt;
  };
  roster::detail::verification found =
      roster::detail::verify_bce_v1(request, find_secret, {.host_without_port = true});
  const roster::detail::wipe_at_exit wiped(found.canonical_request);
  if (auto rejected = qianfan_rejection(found)) return rejected;
  const std::string_view token = request.headers.get("x-bce-security-token");
  const auto verdict = check_session_token(token, key_.security_token, tokens_end_, now);
  if (verdict == token_verdict::expired) return rejection{qianfan_errors::expired_token, {}};
  if (verdict != token_verdict::ok) return rejection{qianfan_errors::wrong_token, {}};
  return check_qianfan_dates(found, request.headers, now);
}

}  // namespace roster::inline v0::emulator::detail
