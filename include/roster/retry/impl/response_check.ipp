// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of response_check.hpp.

#include <roster/retry/detail/response_check.hpp>

#include <algorithm>
#include <cstddef>
#include <roster/escape_for_log.hpp>
#include <roster/http/detail/grammar.hpp>
#include <roster/http/url.hpp>
#include <roster/retry/detail/declared_errors.hpp>
#include <roster/retry/detail/error_text.hpp>
#include <string>
#include <string_view>
#include <utility>

namespace roster::inline v0::detail {

inline constexpr std::string_view json_space = " \t\r\n";

ROSTER_DECL bool is_blank_json(std::string_view text) noexcept {
  return text.find_first_not_of(json_space) == text.npos;
}

inline constexpr std::size_t max_quoted = 120;

/// Removes the string to sign, which may contain tokens, that services append to the message of
/// SignatureDoesNotMatch.
inline std::string without_signed_text(std::string message) {
  for (const char* const name : {"string to sign", "stringtosign", "canonical request", "canonicalrequest"})
    message.resize((std::min)(message.size(), http::detail::lower_case(message).find(name)));
  return message;
}

inline failure_details details_of(const http::response& response, vendor_error error) {
  return {.http_status = response.status,
          .vendor_code = escape_for_log(error.code, 128),
          .vendor_message = escape_for_log(without_signed_text(std::move(error.message))),
          .recommendation = escape_for_log(error.recommendation, 512),
          .request_id = escape_for_log(error.request_id, 128),
          .missing_permission = escape_for_log(error.missing_permission, 256)};
}

inline std::string quoted_start(const std::string& body) {
  return "\"" + escape_for_log(body, max_quoted) + "\"";
}

inline bool is_json_type(std::string_view type) {
  return type.empty() || type.find("json") != std::string_view::npos || type.starts_with("text/plain") ||
         type.starts_with("application/octet-stream");
}

inline std::string redirect_target(const http::response& response) {
  const auto location = response.headers.get("location");
  const auto scheme_end = location.find("://");
  if (scheme_end == std::string_view::npos) return "another location";
  auto host = location.substr(scheme_end + 3);
  host = host.substr(0, host.find_first_of("/?#"));
  host.remove_prefix(
      (std::min)(host.rfind('@') + 1, host.size()));  // npos + 1 is 0; the text before '@' may be a password
  return "host " + escape_for_log(host, 128);
}

/// Returns the failure of an error response. A proxy that forwards http may have sent it; responses of the
/// service itself have an error code or a request id.
inline failure service_failure(const http::response& response, vendor_error error,
                               const declared_errors& declared) {
  const bool silent = error.code.empty() && error.message.empty();
  if (silent) error.request_id = request_id_header(response.headers, declared);
  const bool from_service = !error.code.empty() || !error.request_id.empty();
  auto condition = condition_of(response.status, error.code, declared);
  auto details = details_of(response, std::move(error));
  details.message = "the service rejected the request";
  if (silent && !response.body.empty()) details.message += " (body " + quoted_start(response.body) + ")";
  if (silent && response.body.empty()) details.message += " (empty body)";
  if (response.status == 407) {  // its text is not quoted: it may echo the request
    details.message = "proxy authentication required" +
                      (response.proxy.empty() ? "" : " by " + response.proxy) +
                      ": the user name and password are missing or wrong";
  } else if (response.status >= 400 && !response.proxy.empty() && !from_service) {
    if (condition == errc::forbidden) condition = errc::proxy;  // not a missing permission
    details.message += "; the response may be the proxy's (" + response.proxy +
                       "): it has no error code and no request id of the service";
  }
  return {condition, std::move(details)};
}

inline failure service_failure(const http::response& response, const declared_errors& declared) {
  return service_failure(response, read_vendor_error(response, declared).value_or(vendor_error{}), declared);
}

/// Returns whether a status means success: 200, and where the body may be empty, also other 2xx statuses except 206
/// (partial content).
inline bool is_success(unsigned status, bool may_be_empty) {
  return status == 200 || (may_be_empty && status > 200 && status < 300 && status != 206);
}

inline failure unexpected(errc condition, const http::response& response, std::string message) {
  return {condition, failure_details{.message = std::move(message), .http_status = response.status}};
}

ROSTER_DECL std::optional<failure> check_response(const http::response& response, bool may_be_empty,
                                                  const declared_errors& declared) {
  if (response.status >= 400) return service_failure(response, declared);
  if (response.status >= 300 && response.status != 304)
    return unexpected(errc::protocol, response,
                      "unexpected redirect to " + redirect_target(response) +
                          "; redirects are not followed, since a signature is valid for one host only");
  if (has_error_header(response, declared)) return service_failure(response, declared);
  if (!is_success(response.status, may_be_empty))
    return unexpected(errc::protocol, response, "unexpected status of the response");
  const auto first = response.body.find_first_not_of(json_space);
  if (first == std::string::npos && may_be_empty) return std::nullopt;
  if (first == std::string::npos)
    return unexpected(errc::protocol, response, "empty body, expected a JSON object");
  const auto type = response.headers.get("content-type");
  if (response.body[first] == '<' || (!is_json_type(type) && response.body[first] != '{'))
    return unexpected(
        errc::protocol, response,
        "the response is not JSON: " +
            (type.empty() ? "missing content type" : "content type " + escape_for_log(type, 64)) +
            ", body begins with " + quoted_start(response.body) +
            "; check the endpoint and any proxy in between");
  return std::nullopt;
}

ROSTER_DECL std::optional<failure> check_list_response(const http::response& response,
                                                       const decoded_list& list,
                                                       const declared_errors& declared) {
  if (auto rejected = check_declared_error(response, declared)) return rejected;
  auto error = read_error_in_list_response(response, list, declared);
  if (!error) return std::nullopt;
  return service_failure(response, std::move(*error), declared);
}

ROSTER_DECL std::optional<failure> check_declared_error(const http::response& response,
                                                        const declared_errors& declared) {
  if (!is_declared_error(response, declared, true)) return std::nullopt;
  return service_failure(response, declared);
}

ROSTER_DECL failure decode_failure(const http::response& response, const std::string& reason, errc condition,
                                   const declared_errors& declared) {
  auto error = read_vendor_error(response, declared);
  const bool is_error = error && !is_success_code(error->code);
  if (is_error || is_declared_error(response, declared, false))
    return service_failure(response, std::move(error).value_or(vendor_error{}), declared);
  auto failed = details_of(response, std::move(error).value_or(vendor_error{}));
  failed.message = reason;
  return {condition, std::move(failed)};
}

ROSTER_DECL failure decode_failure(const http::response& response, const decode_error& error,
                                   const declared_errors& declared) {
  const bool is_limit = error.fault == decode_fault::limit;
  return decode_failure(response, error.text(), is_limit ? errc::too_large : errc::malformed_response,
                        declared);
}

}  // namespace roster::inline v0::detail
