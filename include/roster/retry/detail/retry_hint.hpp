// SPDX-License-Identifier: BSL-1.0
#pragma once
// Reads when a service says that it may be asked again. Header text is an attack surface: nothing in here
// throws, and an absurd hint is told apart from none.

#include <chrono>
#include <optional>
#include <roster/config.hpp>
#include <roster/http/headers.hpp>

namespace roster::inline v0::detail {

/// The longest hint that is believed; a longer one is capped here, and is absurd to every sensible retry
/// policy.
inline constexpr std::chrono::milliseconds max_believable_hint = std::chrono::hours(24 * 365);

/// Returns how long the service asks to wait; nothing when it does not say, or says it in a way that is none.
/// Looks at x-acs-retry-after (ms), then x-ratelimit-user-api and x-ratelimit-user (TimeLeft, ms), then
/// Retry-After (seconds or a date). Zero, negative and past hints count as none.
/// Units: milliseconds. `now` is the time by the service's clock.
ROSTER_DECL std::optional<std::chrono::milliseconds> read_retry_hint(const http::headers& headers,
                                                                     std::chrono::sys_seconds now);

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/retry/impl/retry_hint.ipp>
#endif
