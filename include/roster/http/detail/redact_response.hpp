// SPDX-License-Identifier: BSL-1.0
#pragma once
// Redacts secrets that a response echoes, before the response is decoded.

#include <roster/config.hpp>
#include <roster/http/response.hpp>
#include <roster/redactor.hpp>

namespace roster::inline v0::http::detail {

/// Redacts the header values and the body of a response, and overwrites the originals in memory.
ROSTER_DECL void redact_response(response& echo, const roster::detail::redactor& known);

}  // namespace roster::inline v0::http::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/http/impl/redact_response.ipp>
#endif
