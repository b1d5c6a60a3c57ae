// SPDX-License-Identifier: BSL-1.0
#pragma once
// Reads the delay after which a service accepts a retry. Headers are untrusted: no function here throws, and
// an absurd value is not treated as a missing one.

#include <chrono>
#include <optional>
#include <roster/config.hpp>
#include <roster/http/headers.hpp>

namespace roster::inline v0::detail {

/// The largest hint that is reported; larger values are capped to it. Any sensible retry policy rejects it.
inline constexpr std::chrono::milliseconds max_retry_hint = std::chrono::hours(24 * 365);

/// Returns the delay that the service requests; std::nullopt if no header contains one or its value is
/// malformed. Reads x-acs-retry-after (ms), then x-ratelimit-user-api and x-ratelimit-user (TimeLeft, ms),
/// then Retry-After (seconds or a date). Zero, negative and past values count as none.
/// Units: milliseconds. `now` is the time of the service's clock.
ROSTER_DECL std::optional<std::chrono::milliseconds> read_retry_hint(const http::headers& headers,
                                                                     std::chrono::sys_seconds now);

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/retry/impl/retry_hint.ipp>
#endif
