// SPDX-License-Identifier: BSL-1.0
#pragma once
// Decides whether an HTTP answer can be a page at all, and puts what it says otherwise into a failure.

#include <optional>
#include <roster/config.hpp>
#include <roster/error.hpp>
#include <roster/failure.hpp>
#include <roster/http/response.hpp>
#include <roster/wire/decode_error.hpp>
#include <string>

namespace roster::inline v0::detail {

/// Returns why this answer is no page; nothing when its body is to be decoded.
/// An error status, an error object where a page should be, HTML, a redirect and an empty body are failures,
/// each with what is known: code, message, request id, recommendation, missing permission. Only a call may be
/// answered with an empty body.
ROSTER_DECL std::optional<failure> check_response(const http::response& response, bool may_be_empty = false);

/// Returns why an answer whose list was read is no page all the same: it reports an error instead of items.
ROSTER_DECL std::optional<failure> check_list_response(const http::response& response, bool is_empty);

/// Returns the failure of an answer that did not decode: the service's own error if the body holds one, else
/// `condition` with `reason`.
ROSTER_DECL failure decode_failure(const http::response& response, const std::string& reason,
                                   errc condition = errc::malformed_response);

/// Returns the failure of an answer for which decoding failed like this: errc::too_large if a limit was reached.
ROSTER_DECL failure decode_failure(const http::response& response, const decode_error& error);

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/retry/impl/response_check.ipp>
#endif
