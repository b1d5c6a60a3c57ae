// SPDX-License-Identifier: BSL-1.0
#pragma once
// The two date formats of requests and responses, independent of the locale, the time zone and the C library.

#include <chrono>
#include <optional>
#include <roster/config.hpp>
#include <string>
#include <string_view>

namespace roster::inline v0::http::detail {

/// Parses "Sun, 06 Nov 1994 08:49:37 GMT", as in Date and Retry-After. Returns std::nullopt for any other text.
/// Source: RFC 9110, 5.6.7 (IMF-fixdate; the two obsolete formats are rejected).
ROSTER_DECL std::optional<std::chrono::sys_seconds> parse_imf_date(std::string_view text);

/// Returns the time as "Sun, 06 Nov 1994 08:49:37 GMT".
ROSTER_DECL std::string format_imf_date(std::chrono::sys_seconds time);

/// Parses "2026-01-07T00:11:30Z", as in signatures. Returns std::nullopt for any other text.
ROSTER_DECL std::optional<std::chrono::sys_seconds> parse_utc_date(std::string_view text);

/// Returns the time as "2026-01-07T00:11:30Z".
ROSTER_DECL std::string format_utc_date(std::chrono::sys_seconds time);

}  // namespace roster::inline v0::http::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/http/impl/date.ipp>
#endif
