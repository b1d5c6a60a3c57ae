// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of vendor_error.hpp.

#include <algorithm>
#include <array>
#include <optional>
#include <roster/page/vendor_error.hpp>
#include <roster/schema/wire_name.hpp>
#include <roster/wire/decode.hpp>
#include <string_view>

namespace roster {
namespace detail {

struct access_denied_shape {
  std::optional<std::string> AuthAction{};  // as it is on the wire
  std::optional<std::string> NoPermissionType{};
};

/// Every name under which a vendor gives a part of an error. Absent ones stay empty.
struct error_shape {
  std::optional<std::string> Code{};
  std::optional<std::string> code{};
  std::optional<std::string> error_code{};
  std::optional<std::string> Message{};
  std::optional<std::string> message{};
  std::optional<std::string> error_msg{};
  std::optional<std::string> RequestId{};
  std::optional<std::string> requestId{};
  std::optional<std::string> requestid{};
  std::optional<std::string> request_id{};
  std::optional<std::string> log_id{};
  std::optional<std::string> Recommend{};
  std::optional<std::string> recommend{};
  std::optional<access_denied_shape> AccessDeniedDetail{};
  std::optional<access_denied_shape> accessDeniedDetail{};
};

struct nested_error_shape {
  std::optional<error_shape> error{};
};

template <class... Text>
std::string first_of(const Text&... texts) {
  std::string found;
  ((found.empty() && texts ? void(found = *texts) : void()), ...);
  return found;
}

inline vendor_error from_shape(const error_shape& shape) {
  const auto& denied = shape.AccessDeniedDetail ? shape.AccessDeniedDetail : shape.accessDeniedDetail;
  return {.code = first_of(shape.Code, shape.code, shape.error_code),
          .message = first_of(shape.Message, shape.message, shape.error_msg),
          .request_id =
              first_of(shape.RequestId, shape.requestId, shape.requestid, shape.request_id, shape.log_id),
          .recommendation = first_of(shape.Recommend, shape.recommend),
          .missing_permission = denied ? denied->AuthAction.value_or("") : ""};
}

inline vendor_error read_error_body(const std::string& body) {
  error_shape flat;
  if (!decode<verbatim_case>(body, flat) &&
      (flat.Code || flat.code || flat.error_code || flat.Message || flat.message))
    return from_shape(flat);
  nested_error_shape nested;
  if (!decode<verbatim_case>(body, nested) && nested.error) return from_shape(*nested.error);
  return {};
}

inline void take_if_empty(std::string& member, std::string_view other) {
  if (member.empty()) member = other;
}

template <std::size_t N>
bool starts_with_any(std::string_view code, const std::array<std::string_view, N>& prefixes) noexcept {
  return std::any_of(prefixes.begin(), prefixes.end(),
                     [&](std::string_view p) { return code.starts_with(p); });
}

template <std::size_t N>
bool is_any(std::string_view code, const std::array<std::string_view, N>& codes) noexcept {
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

inline constexpr std::array<std::string_view, 7> key_codes{
    "InvalidAccessKeyId",  "SignatureDoesNotMatch", "IncompleteSignature",  "SignatureNonceUsed",
    "IamSignatureInvalid", "SignatureEmpty",        "InvalidHTTPAuthHeader"};
inline constexpr std::array<std::string_view, 3> token_codes{"InvalidSecurityToken", "MissingSecurityToken",
                                                             "SecurityTokenExpired"};
inline constexpr std::array<std::string_view, 3> clock_codes{"InvalidTimeStamp", "IllegalTimestamp",
                                                             "RequestExpired"};
inline constexpr std::array<std::string_view, 4> permission_codes{"Forbidden", "NoPermission", "AccessDenied",
                                                                  "OptInRequired"};
inline constexpr std::array<std::string_view, 5> server_codes{
    "ServiceUnavailable", "InternalError", "InternalFailure", "UnknownError", "InternalServerError"};
// The numeric codes of Baidu's first API.
inline constexpr std::array<std::string_view, 6> numeric_throttled{"4", "17", "18", "19", "336501", "336502"};
inline constexpr std::array<std::string_view, 3> numeric_key{"14", "110", "111"};
inline constexpr std::array<std::string_view, 2> numeric_token{"110", "111"};
inline constexpr std::array<std::string_view, 3> numeric_server{"336000", "336100", "500000"};

inline std::optional<errc> condition_of_code(std::string_view code) {
  if (code.find("Throttling") != std::string_view::npos || is_any(code, numeric_throttled))
    return errc::throttled;
  if (starts_with_any(code, key_codes) || starts_with_any(code, token_codes) ||
      starts_with_any(code, clock_codes) || is_any(code, numeric_key))
    return errc::unauthenticated;
  if (starts_with_any(code, permission_codes)) return errc::forbidden;
  if (starts_with_any(code, server_codes) || is_any(code, numeric_server)) return errc::unavailable;
  return std::nullopt;
}

}  // namespace detail

ROSTER_DECL std::optional<vendor_error> read_vendor_error(const http::response& response) {
  auto error = detail::read_error_body(response.body);
  detail::take_if_empty(error.code, response.headers.get("x-bce-error-code"));
  detail::take_if_empty(error.message, response.headers.get("x-bce-error-message"));
  const bool found = !error.code.empty() || !error.message.empty();
  detail::take_if_empty(error.request_id, response.headers.get("x-acs-request-id"));
  detail::take_if_empty(error.request_id, response.headers.get("x-bce-request-id"));
  return found ? std::optional(std::move(error)) : std::nullopt;
}

ROSTER_DECL errc condition_of(unsigned status, const std::string& code) {
  if (const auto known = detail::condition_of_code(code)) return *known;
  switch (status) {
    case 401:
      return errc::unauthenticated;
    case 403:
      return errc::forbidden;
    case 407:
      return errc::proxy;
    case 408:
      return errc::unavailable;
    case 429:
      return errc::throttled;
    case 501:
      return errc::rejected;
    default:
      return status >= 500 ? errc::unavailable : errc::rejected;
  }
}

ROSTER_DECL bool refuses_token(std::string_view code, bool carried_token) noexcept {
  return detail::starts_with_any(code, detail::token_codes) || detail::is_any(code, detail::numeric_token) ||
         (carried_token && code == "IamSignatureInvalid");
}

ROSTER_DECL bool refuses_clock(std::string_view code) noexcept {
  return detail::starts_with_any(code, detail::clock_codes);
}

}  // namespace roster
