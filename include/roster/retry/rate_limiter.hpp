// SPDX-License-Identifier: BSL-1.0
#pragma once
// Decides when a request may be sent so that an account stays within its rate: a token bucket that hands out
// turns and never waits itself, so that every decision is a test.

#include <chrono>
#include <cstddef>
#include <memory>
#include <mutex>
#include <optional>
#include <roster/config.hpp>
#include <vector>

namespace roster::inline v0 {

/// How many requests are allowed.
struct rate {
  double per_second{};
  std::size_t burst{1};  ///< how many at once, after a pause
};

/// A limit that any number of clients share. Turns are given in the order in which they are asked for. May be used
/// from any thread.
class rate_limiter {
 public:
  using time_point = std::chrono::steady_clock::time_point;

  /// When a request may be sent.
  struct turn {
    time_point at{};
    time_point before{};  // the bucket in front of it and behind it
    time_point after{};
  };

  /// Fails: failure(errc::invalid_argument) unless 0.000001 to 1000000000 requests a second and at least one at
  /// once are allowed.
  /// Example: rate_limit: a rate that is none is refused
  ROSTER_DECL explicit rate_limiter(rate allowed);

  /// Takes the next free turn; none, and nothing is taken, if that is later than `latest`.
  /// Example: rate_limit: after a burst there are so many turns a second
  ROSTER_DECL std::optional<turn> reserve(time_point now, time_point latest = (time_point::max)());

  /// Gives back a turn that is not used. It is free again as soon as all turns behind it have been given back,
  /// too; those that wait keep theirs.
  /// Example: rate_limit: turns that are given back are free again, in whatever order
  ROSTER_DECL void give_back(const turn& unused);

 private:
  std::chrono::nanoseconds interval_;
  std::chrono::nanoseconds burst_;  // how far ahead of now the bucket may be without a wait
  std::mutex guard_{};
  time_point next_{};  // when the bucket will be full again
  std::vector<turn> unused_{};
};

/// Makes a limit to be shared: `client_config{.rate = roster::make_rate_limiter({.per_second = 10})}`.
inline std::shared_ptr<rate_limiter> make_rate_limiter(rate allowed) {
  return std::make_shared<rate_limiter>(allowed);
}

}  // namespace roster::inline v0

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/retry/impl/rate_limiter.ipp>
#endif
