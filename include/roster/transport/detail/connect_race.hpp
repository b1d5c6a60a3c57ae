// SPDX-License-Identifier: BSL-1.0
#pragma once
// The order of the connection attempts to one host (RFC 8305, "Happy Eyeballs"). No I/O and no clock, so that every
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
inline constexpr std::chrono::milliseconds min_connect_attempt_delay{10};  // the same
inline constexpr std::size_t max_pending_attempts = 8;                     // open sockets of one race

/// Sorts addresses so that the families alternate (RFC 8305, section 4), each address once. The first address's family
/// comes first: the system's resolver sorts by RFC 6724, IPv6 first unless this machine has no route for it.
/// `preferred` comes before all others, or, if it is not among them, its family does.
ROSTER_DECL std::vector<boost::asio::ip::address> interleave_families(
    const std::vector<boost::asio::ip::address>& found,
    const std::optional<boost::asio::ip::address>& preferred);

/// Which attempt starts when, and which one wins. Attempts are numbered from 0, in the order in which they start.
///
/// An attempt starts 250 ms after the one before it, or at once when that one has failed; sooner if the deadline
/// would pass before every address had its turn. At most `max_pending_attempts` are pending: before another one
/// starts, the oldest is abandoned.
class connect_race {
 public:
  using time_point = std::chrono::steady_clock::time_point;

  /// What to do now.
  struct step {
    std::size_t start{};                 ///< start this attempt; it is pending from now on
    std::optional<std::size_t> close{};  ///< but close this one before
  };

  connect_race(std::size_t addresses, time_point deadline) : attempts_(addresses), deadline_(deadline) {}

  /// Returns what is due; to be called until nothing is.
  std::optional<step> next(time_point now);
  /// Returns when something may be due, unless an attempt finishes before.
  time_point due() const noexcept;
  /// Records the end of a pending attempt; ignored unless it is pending.
  void finished(std::size_t attempt, boost::system::error_code result) noexcept;

  /// Tells whether there is a winner, whether all attempts have failed, or whether the time is over.
  bool over(time_point now) const noexcept;
  std::optional<std::size_t> winner() const noexcept { return winner_; }
  bool pending(std::size_t attempt) const noexcept { return attempts_[attempt].now == state::pending; }
  std::size_t started() const noexcept { return started_; }
  /// Returns why a started attempt failed; no error if it was pending to the end, or abandoned.
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
