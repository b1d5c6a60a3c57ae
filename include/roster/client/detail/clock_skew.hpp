// SPDX-License-Identifier: BSL-1.0
#pragma once
// How far this computer's clock is off, as far as a service has said so: what makes it possible to sign in the
// service's time.

#include <atomic>
#include <chrono>
#include <optional>
#include <roster/config.hpp>
#include <string>

namespace roster::inline v0::detail {

/// Shared by everything that a client signs. May be used from any thread.
class clock_skew {
 public:
  /// Clocks that are closer together are not the reason for a refusal.
  static constexpr std::chrono::seconds tolerance = std::chrono::minutes(4);

  /// Returns how far the service's clock is ahead of this computer's; 0 until it was learned.
  std::chrono::seconds ahead() const noexcept { return std::chrono::seconds(ahead_.load()); }

  /// Learns from an answer that refuses the time at which its request was signed: `service` is the answer's
  /// Date, `own` this computer's time, uncorrected. Returns whether a signature in the service's time may help.
  /// Example: clock skew: is learned when the two times are four minutes apart or more
  ROSTER_DECL bool learn(std::optional<std::chrono::sys_seconds> service, std::chrono::sys_seconds signed_at,
                         std::chrono::sys_seconds own) noexcept;

  /// Returns what to say about the clock when the service refuses it for good.
  ROSTER_DECL std::string note(std::optional<std::chrono::sys_seconds> service,
                               std::chrono::sys_seconds signed_at) const;

 private:
  std::atomic<std::chrono::seconds::rep> ahead_{0};
};

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/client/impl/clock_skew.ipp>
#endif
