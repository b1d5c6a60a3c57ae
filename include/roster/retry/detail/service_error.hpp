// SPDX-License-Identifier: BSL-1.0
#pragma once
// What a service says when it refuses: the shapes of both clouds, of OpenAI-compatible APIs and of gateways,
// read into one.

#include <optional>
#include <roster/config.hpp>
#include <roster/error.hpp>
#include <roster/http/headers.hpp>
#include <roster/http/response.hpp>
#include <string>
#include <string_view>

namespace roster::inline v0::detail {

/// An error as the service words it: raw text of the network, not to be shown without printable().
struct vendor_error {
  std::string code{};
  std::string message{};
  std::string request_id{};
  std::string recommendation{};
  std::string missing_permission{};
};

/// Reads an error from body or headers; nothing when neither names a code or a message. Codes may be numbers, names are
/// read in every spelling, and what stands in "error", "errors" or "Response" counts where nothing stands outside.
/// Source: Alibaba Cloud {Code, Message, RequestId, Recommend, AccessDeniedDetail}; Baidu AI Cloud {code, message,
/// requestId}, {error_code, error_msg, log_id} and the headers x-bce-error-code, x-bce-error-message; OpenAI {error:
/// {code, message}}; AWS {__type, message} and x-amzn-errortype; and, of refusals, Kubernetes {reason, message},
/// Google {error: {status, message}}, RFC 9457 {type, title, detail}, RFC 6749 {error, error_description}.
/// Example: vendor error: reads the shapes of other services
ROSTER_DECL std::optional<vendor_error> read_vendor_error(const http::response& response);

/// Returns the error in an answer with a list: one that says `"success": false`, or has, beside a list that is empty or
/// absent, an `error`, some `errors` or a code that is none of success.
/// Example: vendor error: an empty list beside an error is no empty list
ROSTER_DECL std::optional<vendor_error> read_error_beside_list(const http::response& response, bool is_empty);

/// Tells whether a code says that all is well: none, zeros, 2xx, "ok", "success".
ROSTER_DECL bool is_success_code(std::string_view code) noexcept;

/// Returns the id of a request for the vendor's support, from the header that has it; "" without one.
ROSTER_DECL std::string request_id_header(const http::headers& headers);

/// Returns the portable condition of an error answer.
ROSTER_DECL errc condition_of(unsigned status, const std::string& code);

/// Tells whether a code says that temporary credentials are good no longer, so that new ones may help. The
/// vendors say it of the token; Baidu AI Cloud has no code of its own for it, only that of all wrong signatures,
/// which is taken so when the request carried a token.
ROSTER_DECL bool refuses_token(std::string_view code, bool carried_token) noexcept;

/// Tells whether a code says that a request was signed at another time than it is for the service.
ROSTER_DECL bool refuses_clock(std::string_view code) noexcept;

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/retry/impl/service_error.ipp>
#endif
