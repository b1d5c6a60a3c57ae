// SPDX-License-Identifier: BSL-1.0
#pragma once
// Parses error responses of both clouds, of OpenAI-compatible APIs and of gateways into one struct.

#include <optional>
#include <roster/config.hpp>
#include <roster/failure.hpp>
#include <roster/http/message.hpp>
#include <string>
#include <string_view>

namespace roster::inline v0::detail {

/// An error as reported by the service. The members are raw network text: pass them through escape_for_log()
/// before display.
struct vendor_error {
  std::string code{};
  std::string message{};
  std::string request_id{};
  std::string recommendation{};
  std::string missing_permission{};
};

/// Parses an error from the body or the headers; std::nullopt if neither contains a code or a message. Codes
/// may be numbers. Member names match regardless of letter case and separators. Members inside "error",
/// "errors" or "Response" are used where the outer object has none.
/// Source: Alibaba Cloud {Code, Message, RequestId, Recommend, AccessDeniedDetail}; Baidu AI Cloud {code,
/// message, requestId}, {error_code, error_msg, log_id} and the headers x-bce-error-code,
/// x-bce-error-message; OpenAI {error: {code, message}}; AWS {__type, message} and x-amzn-errortype; and, for
/// error statuses only, Kubernetes {reason, message}, Google {error: {status, message}}, RFC 9457 {type,
/// title, detail}, RFC 6749 {error, error_description}.
/// Example: vendor_error: parses the error formats of other services
ROSTER_DECL std::optional<vendor_error> read_vendor_error(const http::response& response);

/// Returns the error in a response that contains a list: a response with `"success": false`, or one whose
/// list is empty or absent and that also has an `error`, non-empty `errors` or a code that does not mean
/// success.
/// Example: vendor_error: an empty list with an error is not an empty page
ROSTER_DECL std::optional<vendor_error> read_error_in_list_response(const http::response& response,
                                                                    bool is_empty);

/// Returns whether a code means success: empty, zeros, 2xx, "ok", "success".
ROSTER_DECL bool is_success_code(std::string_view code) noexcept;

/// Returns the request id from the headers, to quote to the vendor's support; "" if there is none.
ROSTER_DECL std::string request_id_header(const http::headers& headers);

/// Returns the portable error condition of an error response.
ROSTER_DECL errc condition_of(unsigned status, const std::string& code);

/// Returns whether a code means that temporary credentials are no longer valid, so that refreshed ones may
/// succeed. Baidu AI Cloud has no specific code, only that of all invalid signatures, which counts if the
/// request carried a security token.
ROSTER_DECL bool is_expired_token(std::string_view code, bool carried_token) noexcept;

/// Returns whether a code means that the request's timestamp differs too much from the service's clock (clock
/// skew).
ROSTER_DECL bool is_clock_skew(std::string_view code) noexcept;

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/retry/impl/service_error.ipp>
#endif
