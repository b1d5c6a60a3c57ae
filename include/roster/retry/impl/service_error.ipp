// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of service_error.hpp.

#include <algorithm>
#include <array>
#include <initializer_list>
#include <optional>
#include <roster/http/detail/grammar.hpp>
#include <roster/retry/detail/service_error.hpp>
#include <roster/schema/json_text.hpp>
#include <roster/wire/decode.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace roster::inline v0::detail {

/// A JSON object whose members are all kept as raw JSON.
struct raw_object {
  unknown_fields members{};
};
struct raw_objects {
  std::vector<raw_object> list{};
};
struct texts {
  std::vector<std::string> list{};
};

inline raw_object read_object(std::string_view json) {
  raw_object out;
  if (decode<verbatim_case>(json, out)) return {};
  return out;
}

/// Returns a name in lower case without separators: "errorCode", "error_code" and "Error-Code" are the same.
inline std::string plain_name(std::string_view name) {
  auto plain = http::detail::lower_case(name);
  std::erase_if(plain, [](char c) { return c == '_' || c == '-'; });
  return plain;
}

/// Returns the JSON of a member, whose name is given in lower case without separators; "" if it is absent or
/// null.
inline std::string_view find_json(const raw_object& from, std::string_view plain) {
  for (const auto& member : from.members.list)
    if (member.json != "null" && plain_name(member.name) == plain) return member.json;
  return {};
}

/// Returns the elements of a JSON array if all have the expected type; otherwise an empty list.
template <class List>
List read_list(std::string_view json) {
  List out;
  if (decode<verbatim_case>("{\"list\":" + std::string(json) + "}", out)) out.list.clear();
  return out;
}

/// Returns a JSON string, or another scalar as text; "" for an object or array.
inline std::string scalar_text(std::string_view json) {
  if (json.empty() || json.front() == '{' || json.front() == '[') return {};
  if (json.front() != '"') return std::string(json);
  auto in_list = read_list<texts>("[" + std::string(json) + "]");
  return in_list.list.empty() ? std::string() : std::move(in_list.list.front());
}

inline std::string find_text(const raw_object& from, std::initializer_list<std::string_view> names) {
  for (const auto name : names)
    if (auto text = scalar_text(find_json(from, name)); !text.empty()) return text;
  return {};
}

inline bool is_digits(std::string_view text) noexcept {
  return !text.empty() && std::all_of(text.begin(), text.end(), http::detail::is_digit);
}

/// Returns "Throttling" of "com.vendor.service#Throttling:http://more".
inline std::string bare_code(std::string code) {
  if (const auto end = code.find(":http"); end != std::string::npos) code.erase(end);
  if (const auto begin = code.rfind('#'); begin != std::string::npos) code.erase(0, begin + 1);
  return code;
}

/// Parses an object that is known to describe an error, so that less specific member names are accepted, too.
inline void read_description(vendor_error& error, const raw_object& from) {
  const auto reason = find_text(from, {"reason", "status"});  // Kubernetes and Google: next to a numeric code
  const bool is_vague = error.code.empty() || is_digits(error.code);
  if (is_vague && !reason.empty() && !is_digits(reason) && reason != "Failure") error.code = reason;
  if (error.code.empty()) error.code = bare_code(find_text(from, {"type", "title"}));
  if (error.message.empty()) error.message = find_text(from, {"detail", "errordescription", "title"});
}

inline void fill_gaps(vendor_error& error, const vendor_error& inner) {
  for (const auto part : {&vendor_error::code, &vendor_error::message, &vendor_error::request_id,
                          &vendor_error::recommendation, &vendor_error::missing_permission})
    if ((error.*part).empty()) error.*part = inner.*part;
}

inline constexpr int max_levels = 4;  // of nested errors

inline vendor_error read_error(const raw_object& from, bool describes, int level);

/// Parses the value of "error" or a similar member: an object, an array of them, a code or a sentence.
inline vendor_error read_inner(std::string_view json, bool describes, int level) {
  if (json.empty() || level == max_levels) return {};
  if (json.front() == '{') return read_error(read_object(json), describes, level + 1);
  if (json.front() == '[') {
    if (const auto objects = read_list<raw_objects>(json); !objects.list.empty())
      return read_error(objects.list.front(), describes, level + 1);
    if (const auto all = read_list<texts>(json); !all.list.empty()) return {.message = all.list.front()};
    return {};
  }
  if (json.front() != '"') return {};
  auto text = scalar_text(json);
  if (text.find(' ') == std::string::npos) return {.code = bare_code(std::move(text))};
  return {.message = std::move(text)};
}

inline vendor_error read_error(const raw_object& from, bool describes, int level) {
  vendor_error error{.code = find_text(from, {"code", "errorcode", "errcode"}),
                     .message = find_text(from, {"message", "errormsg", "errormessage", "errmsg", "msg"}),
                     .request_id = find_text(from, {"requestid", "logid", "traceid"}),
                     .recommendation = find_text(from, {"recommend"})};
  if (const auto type = from.members.find("__type"); type && error.code.empty())
    error.code = scalar_text(*type);
  error.code = bare_code(std::move(error.code));
  const auto denied = read_object(find_json(from, "accessdenieddetail"));
  error.missing_permission = find_text(denied, {"authaction"});
  for (const auto name : {"error", "errors"})
    fill_gaps(error, read_inner(find_json(from, name), true, level));
  for (const auto name : {"response", "responsemetadata"})
    if (const auto json = find_json(from, name); json.starts_with('{'))
      fill_gaps(error, read_inner(json, false, level));
  if (describes) read_description(error, from);
  return error;
}

/// Returns whether `"success": false` appears anywhere in the body: a quick check, so that most pages are not
/// parsed twice.
inline bool has_success_false(std::string_view body) noexcept {
  constexpr std::string_view name = "\"success\"";
  for (auto at = body.find(name); at != body.npos; at = body.find(name, at)) {
    at = (std::min)(body.find_first_not_of(" \t\r\n:", at + name.size()), body.size());
    if (body.substr(at).starts_with("false")) return true;
  }
  return false;
}

/// Returns whether a page without items indicates an error with a flag, a status or a detail message.
inline bool has_error_marker(const raw_object& page) {
  for (const auto name : {"success", "ok"})
    if (const auto json = find_json(page, name); json == "false" || json == "\"false\"") return true;
  for (const auto name : {"status", "result", "state"}) {
    const auto plain = plain_name(scalar_text(find_json(page, name)));
    if (plain == "error" || plain == "fail" || plain == "failed" || plain == "failure") return true;
  }
  for (const auto name : {"status", "statuscode", "httpstatus"}) {
    const auto code = scalar_text(find_json(page, name));
    if (code.size() == 3 && is_digits(code) && (code.front() == '4' || code.front() == '5')) return true;
  }
  const auto detail = find_json(page, "detail");
  return detail.starts_with('"') && detail != "\"\"";
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

inline constexpr std::array<std::string_view, 8> throttled_parts{
    "Throttl",    "TooManyRequests", "RequestLimitExceeded", "ThroughputExceeded",
    "rate_limit", "RateLimit",       "RESOURCE_EXHAUSTED",   "SlowDown"};
inline constexpr std::array<std::string_view, 9> key_codes{
    "InvalidAccessKeyId",    "SignatureDoesNotMatch", "IncompleteSignature",
    "SignatureNonceUsed",    "IamSignatureInvalid",   "SignatureEmpty",
    "InvalidHTTPAuthHeader", "UnrecognizedClient",    "UNAUTHENTICATED"};
inline constexpr std::array<std::string_view, 4> token_codes{"InvalidSecurityToken", "MissingSecurityToken",
                                                             "SecurityTokenExpired", "ExpiredToken"};
inline constexpr std::array<std::string_view, 3> clock_codes{"InvalidTimeStamp", "IllegalTimestamp",
                                                             "RequestExpired"};
inline constexpr std::array<std::string_view, 5> permission_codes{"Forbidden", "NoPermission", "AccessDenied",
                                                                  "OptInRequired", "PERMISSION_DENIED"};
inline constexpr std::array<std::string_view, 6> server_codes{"ServiceUnavailable",  "InternalError",
                                                              "InternalFailure",     "UnknownError",
                                                              "InternalServerError", "UNAVAILABLE"};
// The numeric codes of Baidu's older API.
inline constexpr std::array<std::string_view, 6> numeric_throttled{"4", "17", "18", "19", "336501", "336502"};
inline constexpr std::array<std::string_view, 3> numeric_key{"14", "110", "111"};
inline constexpr std::array<std::string_view, 2> numeric_token{"110", "111"};
inline constexpr std::array<std::string_view, 3> numeric_server{"336000", "336100", "500000"};

inline std::optional<errc> condition_of_code(std::string_view code) {
  const auto names = [code](std::string_view part) { return code.find(part) != std::string_view::npos; };
  if (std::any_of(throttled_parts.begin(), throttled_parts.end(), names) || is_any(code, numeric_throttled))
    return errc::throttled;
  if (starts_with_any(code, key_codes) || starts_with_any(code, token_codes) ||
      starts_with_any(code, clock_codes) || is_any(code, numeric_key))
    return errc::unauthenticated;
  if (starts_with_any(code, permission_codes)) return errc::forbidden;
  if (starts_with_any(code, server_codes) || is_any(code, numeric_server)) return errc::unavailable;
  return std::nullopt;
}

ROSTER_DECL std::string request_id_header(const http::headers& headers) {
  for (const auto name : {"x-acs-request-id", "x-bce-request-id", "x-amzn-requestid", "x-amz-request-id",
                          "x-ms-request-id", "x-request-id", "request-id"})
    if (const auto id = headers.get(name); !id.empty()) return std::string(id);
  return {};
}

ROSTER_DECL bool is_success_code(std::string_view code) noexcept {
  if (is_digits(code))
    return code.find_first_not_of('0') == code.npos || (code.size() == 3 && code.front() == '2');
  const auto plain = plain_name(code);
  return plain.empty() || plain == "ok" || plain == "success" || plain == "succeeded" || plain == "true";
}

ROSTER_DECL std::optional<vendor_error> read_error_in_list_response(const http::response& response,
                                                                    bool is_empty) {
  if (!is_empty && !has_success_false(response.body)) return std::nullopt;
  const auto page = read_object(response.body);
  const bool failed = is_empty ? has_error_marker(page) : find_json(page, "success") == "false";
  auto error = read_error(page, failed, 0);
  const auto is_given = [&](std::string_view name) {
    const auto json = find_json(page, name);
    return !json.empty() && json != "false" && json != "\"\"" && json != "[]" && json != "{}" && json != "0";
  };
  const bool names_one = is_given("error") || is_given("errors") || !is_success_code(error.code);
  if (!failed && !(is_empty && names_one)) return std::nullopt;
  take_if_empty(error.request_id, request_id_header(response.headers));
  return error;
}

ROSTER_DECL std::optional<vendor_error> read_vendor_error(const http::response& response) {
  auto error = read_error(read_object(response.body), response.status >= 400, 0);
  take_if_empty(error.code, response.headers.get("x-bce-error-code"));
  take_if_empty(error.code, bare_code(std::string(response.headers.get("x-amzn-errortype"))));
  take_if_empty(error.message, response.headers.get("x-bce-error-message"));
  const bool found = !error.code.empty() || !error.message.empty();
  take_if_empty(error.request_id, request_id_header(response.headers));
  return found ? std::optional(std::move(error)) : std::nullopt;
}

ROSTER_DECL errc condition_of(unsigned status, const std::string& code) {
  if (const auto known = condition_of_code(code)) return *known;
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
      return errc::bad_request;
    default:
      return status >= 500 ? errc::unavailable : errc::bad_request;
  }
}

ROSTER_DECL bool is_expired_token(std::string_view code, bool carried_token) noexcept {
  return starts_with_any(code, token_codes) || is_any(code, numeric_token) ||
         (carried_token && code == "IamSignatureInvalid");
}

ROSTER_DECL bool is_clock_skew(std::string_view code) noexcept { return starts_with_any(code, clock_codes); }

}  // namespace roster::inline v0::detail
