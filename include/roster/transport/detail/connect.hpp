// SPDX-License-Identifier: BSL-1.0
#pragma once
// Connecting to one of several addresses (RFC 8305).

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/system/error_code.hpp>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <roster/config.hpp>
#include <string>
#include <vector>

namespace roster::inline v0::detail {

inline constexpr std::size_t max_remembered_hosts = 64;
inline constexpr std::chrono::minutes address_lifetime{10};  // then the resolver's order applies again

/// The last connected address of each host, limited to the most recently recorded hosts.
class address_history {
 public:
  using time_point = std::chrono::steady_clock::time_point;

  /// Returns the address of `host` (which includes the port) that was connected to last, unless its record has expired.
  std::optional<boost::asio::ip::address> find(const std::string& host, time_point now) const;
  /// Records an address. If the same address is already recorded, its time is not updated.
  void connected(const std::string& host, const boost::asio::ip::address& address, time_point now);
  /// Removes the address of `host`.
  void forget(const std::string& host);

 private:
  struct entry {
    std::string host{};
    boost::asio::ip::address address{};
    time_point since{};
  };

  std::vector<entry> entries_{};  // the oldest first
};

// The order of connection attempts to one host (RFC 8305, "Happy Eyeballs"). It uses no I/O and no clock, so that every
// order of events can be tested.

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

/// A connection attempt that failed.
struct failed_connect {
  boost::asio::ip::address address{};
  boost::system::error_code error{};  ///< no error: no response was received
};

/// The outcome of connecting.
struct connect_result {
  std::optional<boost::asio::ip::tcp::socket> socket{};  ///< connected; empty if no attempt succeeded
  boost::asio::ip::address address{};                    ///< of the peer, if there is a socket
  std::vector<failed_connect> failed{};                  ///< in the order in which they started
  bool timed_out{};  ///< not all attempts finished; only meaningful without a socket
};

/// Connects to the first of `addresses` that accepts the connection, as RFC 8305 specifies. All other sockets are
/// closed when it completes.
/// Awaits: until one is connected, all have failed, or the deadline passes.
/// Cancels: closes all sockets and completes with operation_aborted.
/// Lifetime: `addresses` must outlive the await, which must run on `executor`.
ROSTER_DECL boost::asio::awaitable<connect_result> connect_any(
    boost::asio::any_io_executor executor, const std::vector<boost::asio::ip::address>& addresses,
    std::uint16_t port, std::chrono::steady_clock::time_point deadline);

/// Returns the most informative error: the first one that is not a missing local route for the address family;
/// otherwise the first error.
ROSTER_DECL boost::system::error_code main_error(const std::vector<failed_connect>& failed);

/// Returns " (tried 10.0.0.1: connection refused, ::1: no response and 3 more)".
ROSTER_DECL std::string attempts_text(const std::vector<failed_connect>& failed);

/// Returns the message of an error, beginning in lower case: "connection refused".
ROSTER_DECL std::string error_text(boost::system::error_code error);

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/transport/impl/connect.ipp>
#endif
