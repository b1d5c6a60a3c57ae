// SPDX-License-Identifier: BSL-1.0
#pragma once
// Redacts a malformed URL for error messages: any part of it might be a password.

#include <roster/config.hpp>
#include <string>
#include <string_view>

namespace roster::inline v0::http::detail {

/// Returns `text` for an error message, escaped and truncated like escape_for_log(). If the text may contain
/// credentials, a query or a fragment, only the scheme is shown: "http://***", or "***" without one. Any text with
/// characters other than those of a host and a plain path may contain credentials, since ':' and '@' may be missing or
/// misspelt in a malformed URL.
ROSTER_DECL std::string redact_url(std::string_view text);

/// Returns whether `name`, in lower case, is a URL scheme in use for services and proxies: in a malformed URL, the
/// text before "://" may be a password.
ROSTER_DECL bool is_known_scheme(std::string_view name) noexcept;

}  // namespace roster::inline v0::http::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/http/impl/redact_url.ipp>
#endif
