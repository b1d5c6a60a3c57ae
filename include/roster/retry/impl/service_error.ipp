// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of service_error.hpp.

#include <algorithm>
#include <array>
#include <cstddef>
#include <initializer_list>
#include <optional>
#include <roster/http/detail/grammar.hpp>
#include <roster/retry/detail/declared_errors.hpp>
#include <roster/retry/detail/error_text.hpp>
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
inline raw_object read_object(std::string_view json) {
  raw_object out;
  if (decode<verbatim_case>(json, out)) return {};
  return out;
}

/// Returns the JSON of a member, whose name is given in lower case without separators; "" if it is absent or
/// null.
inline std::string_view find_json(const raw_object& from, std::string_view plain) {
  for (const auto& member : from.members.list)
    if (member.json != "null" && plain_name(member.name) == plain) return member.json;
  return {};
}

inline std::string find_text(const raw_object& from, std::initializer_list<std::string_view> names) {
  for (const auto name : names)
    if (auto text = scalar_text(find_json(from, name)); !text.empty()) return text;
  return {};
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

/// Returns whether `"success": false` appears in a part of the body: a quick check, so that most pages are not
/// parsed twice.
inline bool has_success_false(std::string_view json) noexcept {
  constexpr std::string_view name = "\"success\"";
  for (auto at = json.find(name); at != json.npos; at = json.find(name, at)) {
    at = (std::min)(json.find_first_not_of(" \t\r\n:", at + name.size()), json.size());
    if (json.substr(at).starts_with("false")) return true;
  }
  return false;
}

/// Returns the parts of a body before and after the list, which is most of it.
inline std::array<std::string_view, 2> parts_around(std::string_view body, std::string_view list) noexcept {
  if (list.empty()) return {body, {}};
  const auto begin = static_cast<std::size_t>(list.data() - body.data());
  return {body.substr(0, begin), body.substr(begin + list.size())};
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

inline constexpr std::array<std::string_view, 8> throttled_parts{
    "Throttl",    "TooManyRequests", "RequestLimitExceeded", "ThroughputExceeded",
    "rate_limit", "RateLimit",       "RESOURCE_EXHAUSTED",   "SlowDown"};
inline constexpr std::array<std::string_view, 7> key_codes{
    "InvalidAccessKeyId", "SignatureDoesNotMatch",     "IncompleteSignature", "UnrecognizedClient",
    "UNAUTHENTICATED",    "InvalidSignatureException", "AuthFailure"};
inline constexpr std::array<std::string_view, 2> token_codes{"AuthFailure.TokenFailure", "ExpiredToken"};
inline constexpr std::array<std::string_view, 4> clock_codes{
    "AuthFailure.SignatureExpire", "RequestTimeTooSkewed", "RequestInTheFuture", "RequestExpired"};
inline constexpr std::array<std::string_view, 5> permission_codes{
    "AuthFailure.UnauthorizedOperation", "Forbidden", "AccessDenied", "OptInRequired", "PERMISSION_DENIED"};
inline constexpr std::array<std::string_view, 5> server_codes{
    "ServiceUnavailable", "InternalError", "InternalFailure", "InternalServerError", "UNAVAILABLE"};

inline std::optional<errc> condition_of_code(std::string_view code) {
  const auto names = [code](std::string_view part) { return code.find(part) != std::string_view::npos; };
  if (std::any_of(throttled_parts.begin(), throttled_parts.end(), names)) return errc::throttled;
  if (starts_with_any(code, permission_codes)) return errc::forbidden;
  if (starts_with_any(code, key_codes) || starts_with_any(code, token_codes) ||
      starts_with_any(code, clock_codes))
    return errc::unauthenticated;
  if (starts_with_any(code, server_codes)) return errc::unavailable;
  return std::nullopt;
}

ROSTER_DECL std::string request_id_header(const http::headers& headers, const declared_errors& declared) {
  if (const auto id = headers.get(declared.request_id.header); !id.empty()) return std::string(id);
  for (const auto name :
       {"x-amzn-requestid", "x-amz-request-id", "x-ms-request-id", "x-request-id", "request-id"})
    if (const auto id = headers.get(name); !id.empty()) return std::string(id);
  return {};
}

ROSTER_DECL std::optional<vendor_error> read_error_in_list_response(const http::response& response,
                                                                    const decoded_list& list,
                                                                    const declared_errors& declared) {
  const bool is_empty = list.is_empty;
  const auto around = parts_around(response.body, list.json);
  if (!is_empty && std::none_of(around.begin(), around.end(), has_success_false)) return std::nullopt;
  const auto page = read_object(response.body);
  const bool failed = is_empty ? has_error_marker(page) : find_json(page, "success") == "false";
  auto error = read_error(page, failed, 0);
  const auto is_given = [&](std::string_view name) {
    const auto json = find_json(page, name);
    return !json.empty() && json != "false" && json != "\"\"" && json != "[]" && json != "{}" && json != "0";
  };
  const bool names_one = is_given("error") || is_given("errors") || !is_success_code(error.code);
  if (!failed && !(is_empty && names_one)) return std::nullopt;
  take_if_empty(error.request_id, request_id_header(response.headers, declared));
  return error;
}

ROSTER_DECL std::optional<vendor_error> read_vendor_error(const http::response& response,
                                                          const declared_errors& declared) {
  auto parts = read_declared_parts(response, declared);
  vendor_error error{.code = std::move(parts.code),
                     .message = std::move(parts.message),
                     .request_id = std::move(parts.request_id)};
  fill_gaps(error, read_error(read_object(response.body), response.status >= 400, 0));
  take_if_empty(error.code, bare_code(std::string(response.headers.get("x-amzn-errortype"))));
  const bool found = !error.code.empty() || !error.message.empty();
  take_if_empty(error.request_id, request_id_header(response.headers, declared));
  return found ? std::optional(std::move(error)) : std::nullopt;
}

ROSTER_DECL errc condition_of(unsigned status, const std::string& code, const declared_errors& declared) {
  if (const auto listed = declared_condition(code, declared)) return *listed;
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

ROSTER_DECL bool is_expired_token(std::string_view code, bool carried_token,
                                  const declared_errors& declared) noexcept {
  return declared_expired_token(code, carried_token, declared).value_or(starts_with_any(code, token_codes));
}

ROSTER_DECL bool is_clock_skew(std::string_view code, const declared_errors& declared) noexcept {
  return declared_clock_skew(code, declared).value_or(starts_with_any(code, clock_codes));
}

}  // namespace roster::inline v0::detail
