// SPDX-License-Identifier: BSL-1.0
#pragma once
// Limits on requests per time, and on retries.

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <memory>
#include <mutex>
#include <optional>
#include <roster/config.hpp>
#include <vector>

namespace roster::inline v0 {

/// The allowed rate of requests.
struct rate {
  double per_second{};   ///< requests, from 0.000001 to 1,000,000,000
  std::size_t burst{1};  ///< maximum number of requests at once after an idle period
};

/// A rate limiter that any number of clients can share. Slots are assigned in the order of the reservations.
/// Thread safety: may be used from any thread.
class rate_limiter {
 public:
  using time_point = std::chrono::steady_clock::time_point;  ///< of the clock that the caller passes

  /// A reserved slot: the time at which a request may be sent.
  struct slot {
    time_point at{};      ///< when the request may be sent
    time_point before{};  ///< the state of the bucket before the reservation
    time_point after{};   ///< and after it
  };

  /// Fails: failure(errc::invalid_argument) unless the rate is from 0.000001 to 1000000000 requests per
  /// second and the burst from 1 to 1000000000.
  /// Example: rate_limiter: an invalid rate is rejected
  ROSTER_DECL explicit rate_limiter(rate allowed);

  /// Reserves the next free slot. Returns std::nullopt, and reserves none, if that slot is later than
  /// `latest`.
  /// Example: rate_limiter: after a burst, slots follow at the configured rate
  ROSTER_DECL std::optional<slot> reserve(time_point now, time_point latest = (time_point::max)());

  /// Releases an unused slot. It becomes free when all later slots have been released, too; callers that wait
  /// for later slots keep these.
  /// Example: rate_limiter: released slots are free again, in any order of release
  ROSTER_DECL void give_back(const slot& unused);

 private:
  std::chrono::nanoseconds interval_;
  std::chrono::nanoseconds burst_;  // how far next_ may be ahead of now without a wait
  std::mutex guard_{};
  time_point next_{};  // when the bucket will be full again
  std::vector<slot> unused_{};
};

/// Creates a limiter to be shared: `client_config{.rate = roster::make_rate_limiter({.per_second = 10})}`.
inline std::shared_ptr<rate_limiter> make_rate_limiter(rate allowed) {
  return std::make_shared<rate_limiter>(allowed);
}

}  // namespace roster::inline v0

namespace roster::inline v0::detail {

/// A token bucket, never below 0 and never above its capacity.
/// Thread safety: may be used from any thread.
/// Example: retry_quota: stays within its bounds under concurrent use
class retry_quota {
 public:
  explicit retry_quota(std::size_t capacity) noexcept : capacity_(capacity), left_(capacity) {}

  /// Acquires this many tokens. Returns false, and acquires none, if fewer are left.
  bool take(std::size_t tokens) {
    const std::lock_guard lock(guard_);
    if (left_ < tokens) return false;
    left_ -= tokens;
    return true;
  }

  /// Releases tokens, up to the capacity.
  void give_back(std::size_t tokens) {
    const std::lock_guard lock(guard_);
    left_ += (std::min)(tokens, capacity_ - left_);
  }

  std::size_t left() const {
    const std::lock_guard lock(guard_);
    return left_;
  }

 private:
  const std::size_t capacity_;
  mutable std::mutex guard_{};
  std::size_t left_;
};

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/retry/impl/rate_limiter.ipp>
#endif
