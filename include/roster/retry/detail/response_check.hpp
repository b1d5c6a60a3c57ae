// SPDX-License-Identifier: BSL-1.0
#pragma once
// Whether a response is a page, and the failure if it is not.

#include <optional>
#include <roster/config.hpp>
#include <roster/failure.hpp>
#include <roster/http/message.hpp>
#include <roster/retry/detail/declared_errors.hpp>
#include <roster/retry/detail/service_error.hpp>
#include <roster/wire/decode_error.hpp>
#include <string>
#include <string_view>

namespace roster::inline v0::detail {

/// Returns whether the text is empty or all white space.
ROSTER_DECL bool is_blank_json(std::string_view text) noexcept;

/// Returns the failure if a response is not successful; std::nullopt if its body is to be decoded. Failures are: a status
/// other than 200, an error in the header of the declaration, HTML, a redirect and an empty body. Each contains the known
/// details: code, message, request id, recommendation, missing permission. `may_be_empty` is for calls and for lists of
/// JSON lines: the body may be empty, and the status any 2xx except 206.
ROSTER_DECL std::optional<failure> check_response(const http::response& response, bool may_be_empty = false,
                                                  const declared_errors& declared = no_declared_errors);

/// Returns the failure if a response whose list was decoded reports an error: by its declaration, or, as far as
/// that is recognized, instead of items.
ROSTER_DECL std::optional<failure> check_list_response(const http::response& response,
                                                       const decoded_list& list,
                                                       const declared_errors& declared = no_declared_errors);

/// Returns the failure if a response of a call, which is valid JSON, is an error by its declaration.
ROSTER_DECL std::optional<failure> check_declared_error(const http::response& response,
                                                        const declared_errors& declared);

/// Returns the failure for a response that could not be decoded: the service's error if the response contains
/// one, otherwise `condition` with `reason`.
ROSTER_DECL failure decode_failure(const http::response& response, const std::string& reason,
                                   errc condition = errc::malformed_response,
                                   const declared_errors& declared = no_declared_errors);

/// Returns the failure for a response with this decoding error: errc::too_large if a limit was exceeded.
ROSTER_DECL failure decode_failure(const http::response& response, const decode_error& error,
                                   const declared_errors& declared = no_declared_errors);

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/retry/impl/response_check.ipp>
#endif
