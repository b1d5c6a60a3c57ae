// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of rate_limiter.hpp.

#include <roster/retry/rate_limiter.hpp>

#include <algorithm>
#include <roster/failure.hpp>

namespace roster::inline v0 {

ROSTER_DECL rate_limiter::rate_limiter(rate allowed) {
  const bool possible = allowed.per_second >= 1e-6 && allowed.per_second <= 1e9 && allowed.burst >= 1 &&
                        allowed.burst <= 1'000'000'000;
  if (!possible)
    throw failure(
        errc::invalid_argument,
        "invalid rate limit: per_second must be from 0.000001 to 1000000000, burst from 1 to 1000000000");
  interval_ = std::chrono::nanoseconds(static_cast<std::int64_t>(1e9 / allowed.per_second));
  const auto most = std::chrono::hours(24 * 365) / interval_;  // a longer burst is never reached
  burst_ = interval_ * (std::min<std::int64_t>)(static_cast<std::int64_t>(allowed.burst) - 1, most);
}

ROSTER_DECL std::optional<rate_limiter::slot> rate_limiter::reserve(time_point now, time_point latest) {
  const std::lock_guard lock(guard_);
  std::erase_if(unused_, [&](const slot& one) { return one.after <= now; });
  const auto before = (std::max)(next_, now);
  const auto at = (std::max)(before - burst_, now);
  if (at > latest) return std::nullopt;
  const slot taken{.at = at, .before = next_, .after = before + interval_};
  next_ = taken.after;
  return taken;
}

ROSTER_DECL void rate_limiter::give_back(const slot& unused) {
  const std::lock_guard lock(guard_);
  unused_.push_back(unused);
  const auto last = [&] {
    return std::find_if(unused_.begin(), unused_.end(), [&](const slot& one) { return one.after == next_; });
  };
  for (auto found = last(); found != unused_.end(); found = last()) {
    next_ = found->before;
    unused_.erase(found);
  }
}

}  // namespace roster::inline v0
