// SPDX-License-Identifier: BSL-1.0
#pragma once
// Parses error responses, by the operation's declaration or by the formats in common use, into one struct.

#include <optional>
#include <roster/config.hpp>
#include <roster/failure.hpp>
#include <roster/http/message.hpp>
#include <roster/retry/detail/declared_errors.hpp>
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

/// Parses an error from the body or the headers; std::nullopt if neither contains a code or a message. Declared places
/// take precedence; what they lack is recognized. Codes may be numbers. Member names match regardless of letter case
/// and separators. Members inside "error", "errors" or "Response" are used where the outer object has none.
/// Source: {code, message, requestId}, which Alibaba Cloud (with Recommend, AccessDeniedDetail) and Baidu AI Cloud send;
/// {error_code, error_msg, log_id}; OpenAI {error: {code, message}}; AWS {__type, message} and x-amzn-errortype; and,
/// for error statuses only, Kubernetes {reason, message}, Google {error: {status, message}}, RFC 9457 {type, title,
/// detail}, RFC 6749 {error, error_description}.
/// Example: vendor_error: parses the error formats of other services
ROSTER_DECL std::optional<vendor_error> read_vendor_error(
    const http::response& response, const declared_errors& declared = no_declared_errors);

/// The list of a decoded response.
struct decoded_list {
  bool is_empty{};          ///< absent, null or without items
  std::string_view json{};  ///< part of the body: the list as received; "" if it is absent or not known
};

/// Returns the error in a response that contains a list, recognized without a declaration: a response with
/// `"success": false`, or one whose list is empty or absent and that also has an `error`, non-empty `errors` or a
/// code that does not mean success.
/// Example: vendor_error: an empty list with an error is not an empty page
ROSTER_DECL std::optional<vendor_error> read_error_in_list_response(
    const http::response& response, const decoded_list& list,
    const declared_errors& declared = no_declared_errors);

/// Returns the request id from the headers, to quote to the vendor's support; "" if there is none.
ROSTER_DECL std::string request_id_header(const http::headers& headers,
                                          const declared_errors& declared = no_declared_errors);

/// Returns the portable error condition of an error response.
ROSTER_DECL errc condition_of(unsigned status, const std::string& code,
                              const declared_errors& declared = no_declared_errors);

/// Returns whether a code means that temporary credentials are no longer valid, so that refreshed ones may
/// succeed. `carried_token`: the request had a temporary token.
ROSTER_DECL bool is_expired_token(std::string_view code, bool carried_token,
                                  const declared_errors& declared = no_declared_errors) noexcept;

/// Returns whether a code means that the request's timestamp differs too much from the service's clock (clock
/// skew).
ROSTER_DECL bool is_clock_skew(std::string_view code,
                               const declared_errors& declared = no_declared_errors) noexcept;

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/retry/impl/service_error.ipp>
#endif
