// SPDX-License-Identifier: BSL-1.0
#pragma once
// The order of connection attempts to one host (RFC 8305, "Happy Eyeballs"). It uses no I/O and no clock, so that every
// order of events can be tested.

#include <boost/asio/ip/address.hpp>
#include <boost/system/error_code.hpp>
#include <chrono>
#include <cstddef>
#include <optional>
#include <roster/config.hpp>
#include <vector>

namespace roster::inline v0::detail {

inline constexpr std::chrono::milliseconds connect_attempt_delay{250};     // RFC 8305, section 5
inline constexpr std::chrono::milliseconds min_connect_attempt_delay{10};  // RFC 8305, section 5
inline constexpr std::size_t max_pending_attempts = 8;                     // open sockets per race

/// Orders addresses so that the families alternate (RFC 8305, section 4); duplicates are dropped. The first address's
/// family comes first: the system's resolver orders by RFC 6724, IPv6 first unless this machine has no route for it.
/// `preferred` comes first; if it is not in `found`, its family comes first.
ROSTER_DECL std::vector<boost::asio::ip::address> interleave_families(
    const std::vector<boost::asio::ip::address>& found,
    const std::optional<boost::asio::ip::address>& preferred);

/// Schedules connection attempts and determines the winner. Attempts are numbered from 0, in the order in which they
/// start.
///
/// An attempt starts 250 ms after the previous one, or immediately when that one has failed; earlier if the deadline
/// would otherwise pass before every address was tried. At most `max_pending_attempts` are pending: before another one
/// starts, the oldest is abandoned.
class connect_race {
 public:
  using time_point = std::chrono::steady_clock::time_point;

  /// The next action.
  struct step {
    std::size_t start{};                 ///< start this attempt; it is pending from now on
    std::optional<std::size_t> close{};  ///< close this attempt first
  };

  connect_race(std::size_t addresses, time_point deadline) : attempts_(addresses), deadline_(deadline) {}

  /// Returns the next action that is due; call it until it returns nothing.
  std::optional<step> next(time_point now);
  /// Returns the time of the next possible action, unless an attempt finishes earlier.
  time_point due() const noexcept;
  /// Records the end of a pending attempt; ignored unless it is pending.
  void finished(std::size_t attempt, boost::system::error_code result) noexcept;

  /// Returns whether there is a winner, all attempts have failed, or the deadline has passed.
  bool over(time_point now) const noexcept;
  std::optional<std::size_t> winner() const noexcept { return winner_; }
  bool pending(std::size_t attempt) const noexcept { return attempts_[attempt].now == state::pending; }
  std::size_t started() const noexcept { return started_; }
  /// Returns the error of a started attempt; no error if it was still pending at the end, or was abandoned.
  boost::system::error_code error(std::size_t attempt) const noexcept { return attempts_[attempt].error; }

 private:
  enum class state : unsigned char { waiting, pending, finished };
  struct connect_attempt {
    state now{state::waiting};
    boost::system::error_code error{};
  };

  std::optional<std::size_t> make_room();

  std::vector<connect_attempt> attempts_;
  time_point deadline_;
  time_point next_start_{};  // never later than the deadline
  std::size_t started_{};
  std::size_t pending_{};
  std::optional<std::size_t> winner_{};
};

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/transport/impl/connect_race.ipp>
#endif
