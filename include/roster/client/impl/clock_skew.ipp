// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of clock_skew.hpp.

#include <roster/client/detail/clock_skew.hpp>

namespace roster::inline v0::detail {

/// Describes how far this computer's clock is off when the service's is `ahead` of it.
inline std::string clock_text(std::chrono::seconds ahead) {
  return std::to_string(std::chrono::abs(ahead).count()) + " s " +
         (ahead.count() < 0 ? "ahead of" : "behind") + " the service's";
}

ROSTER_DECL bool clock_skew::learn(std::optional<std::chrono::sys_seconds> service,
                                   std::chrono::sys_seconds signed_at,
                                   std::chrono::sys_seconds own) noexcept {
  if (!service || std::chrono::abs(*service - signed_at) < tolerance) return false;
  ahead_ = (*service - own).count();
  return true;
}

ROSTER_DECL std::string clock_skew::note(std::optional<std::chrono::sys_seconds> service,
                                         std::chrono::sys_seconds signed_at) const {
  if (ahead().count() != 0)
    return "clock skew: the local clock is " + clock_text(ahead()) +
           "; signing with the service's time did not help";
  if (!service)
    return "clock skew: the service rejected the local time, and the response has no Date header to correct "
           "it";
  return "clock skew: the service rejected the local time, although the local clock is only " +
         clock_text(*service - signed_at);
}

}  // namespace roster::inline v0::detail
