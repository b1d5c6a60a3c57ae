// SPDX-License-Identifier: BSL-1.0
#pragma once
// How error messages show a URL that could not be parsed: nobody knows which part of it is a password.

#include <roster/config.hpp>
#include <string>
#include <string_view>

namespace roster::inline v0::http::detail {

/// Returns `text` for an error message, escaped and cut like printable(). Of a text that may hold credentials, a query
/// or a fragment, only the scheme is shown: "http://***", or "***" without one. That is every text with characters
/// other than those of a host and a plain path: ':' and '@' may be missing or misspelt in a malformed URL.
ROSTER_DECL std::string redact_url(std::string_view text);

/// Tells whether `name`, in lower case, is a URL scheme that people use for services and proxies: what precedes "://"
/// in a malformed URL may be a password, too.
ROSTER_DECL bool is_known_scheme(std::string_view name) noexcept;

}  // namespace roster::inline v0::http::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/http/impl/redact_url.ipp>
#endif
