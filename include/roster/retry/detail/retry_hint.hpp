// SPDX-License-Identifier: BSL-1.0
#pragma once
// The delay that a response requests before a retry.

#include <chrono>
#include <optional>
#include <roster/config.hpp>
#include <roster/http/message.hpp>

namespace roster::inline v0::detail {

/// The largest hint that is reported; larger values are capped to it. Any sensible retry policy rejects it.
inline constexpr std::chrono::milliseconds max_retry_hint = std::chrono::hours(24 * 365);

/// Returns the delay that the service requests; std::nullopt if no header contains one. The first of these headers with
/// a valid value decides; zero, negative and past values count as none:
///
/// - x-acs-retry-after (ms);
/// - the longer one of x-ratelimit-user-api and x-ratelimit-user (TimeLeft, ms);
/// - Retry-After (seconds or a date);
/// - only if `is_throttled`, in which case they are the reason: retry-after-ms; RateLimit ("default";r=0;t=30);
///   RateLimit-Reset (seconds); x-ratelimit-reset (seconds, or a time since 1970 in seconds or milliseconds); the longer
///   one of x-ratelimit-reset-requests and x-ratelimit-reset-tokens ("6m0s", "20ms"). A limit of which some is left, as
///   `r`, RateLimit-Remaining or x-ratelimit-remaining… say, does not count.
///
/// Units: milliseconds. `now` is the time of the service's clock.
/// Source: RFC 9110, 10.2.3; draft-ietf-httpapi-ratelimit-headers-10 (RateLimit), and its earlier versions (RateLimit-Reset).
/// Example: retry_hint: reads every header of rate limits in its unit, if the response was throttled
ROSTER_DECL std::optional<std::chrono::milliseconds> read_retry_hint(const http::headers& headers,
                                                                     std::chrono::sys_seconds now,
                                                                     bool is_throttled = false);

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/retry/impl/retry_hint.ipp>
#endif
