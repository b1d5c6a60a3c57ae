// SPDX-License-Identifier: BSL-1.0
#pragma once
// The skew of this computer's clock, as far as a service has reported it. Requests are then signed in the service's
// time.

#include <atomic>
#include <chrono>
#include <optional>
#include <roster/config.hpp>
#include <string>

namespace roster::inline v0::detail {

/// The clock skew, shared by everything that a client signs.
/// Thread safety: any thread may call the members.
class clock_skew {
 public:
  /// A smaller difference is not the reason for a rejection.
  static constexpr std::chrono::seconds tolerance = std::chrono::minutes(4);

  /// Returns how far the service's clock is ahead of this computer's; 0 until the skew is known.
  std::chrono::seconds ahead() const noexcept { return std::chrono::seconds(ahead_.load()); }

  /// Learns the skew from a response that rejects the time at which its request was signed. `service` is the
  /// response's Date, `own` this computer's uncorrected time. Returns whether signing in the service's time may help.
  /// Example: clock skew: is learned when the two times are four minutes apart or more
  ROSTER_DECL bool learn(std::optional<std::chrono::sys_seconds> service, std::chrono::sys_seconds signed_at,
                         std::chrono::sys_seconds own) noexcept;

  /// Returns the note for the error message when the service's rejection of the time is final.
  ROSTER_DECL std::string note(std::optional<std::chrono::sys_seconds> service,
                               std::chrono::sys_seconds signed_at) const;

 private:
  std::atomic<std::chrono::seconds::rep> ahead_{0};
};

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/client/impl/clock_skew.ipp>
#endif
