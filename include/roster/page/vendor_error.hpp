// SPDX-License-Identifier: BSL-1.0
#pragma once
// What a service says when it refuses: the shapes of both clouds, of OpenAI-compatible APIs and of gateways,
// read into one.

#include <optional>
#include <roster/config.hpp>
#include <roster/error.hpp>
#include <roster/http/response.hpp>
#include <string>
#include <string_view>

namespace roster {

/// An error as the service words it: raw text of the network, not to be shown without printable().
struct vendor_error {
  std::string code{};
  std::string message{};
  std::string request_id{};
  std::string recommendation{};
  std::string missing_permission{};
};

/// Reads an error from body or headers; nothing when neither names a code or a message.
/// Source: Alibaba Cloud {Code, Message, RequestId, Recommend, AccessDeniedDetail} in either case; Baidu AI
/// Cloud {code, message, requestId}, {error_code, error_msg, log_id} and the headers x-bce-error-code,
/// x-bce-error-message.
ROSTER_DECL std::optional<vendor_error> read_vendor_error(const http::response& response);

/// Returns the portable condition of an error answer.
ROSTER_DECL errc condition_of(unsigned status, const std::string& code);

/// Tells whether a code says that temporary credentials are good no longer, so that new ones may help. The
/// vendors say it of the token; Baidu AI Cloud has no code of its own for it, only that of all wrong signatures,
/// which is taken so when the request carried a token.
ROSTER_DECL bool refuses_token(std::string_view code, bool carried_token) noexcept;

/// Tells whether a code says that a request was signed at another time than it is for the service.
ROSTER_DECL bool refuses_clock(std::string_view code) noexcept;

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/page/impl/vendor_error.ipp>
#endif
