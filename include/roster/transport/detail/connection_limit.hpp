// SPDX-License-Identifier: BSL-1.0
#pragma once
// How many connections a client uses at a time, so that thousands of listings at once need neither thousands of
// descriptors nor more than a server is willing to accept.

#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <cstddef>
#include <deque>
#include <roster/config.hpp>

namespace roster::inline v0::detail {

class connection_permit;

/// So many places, which are waited for in the order of arrival.
/// Lifetime: it must outlive its places.
class connection_limit {
 public:
  explicit connection_limit(std::size_t most) : free_(most) {}
  connection_limit(const connection_limit&) = delete;
  connection_limit& operator=(const connection_limit&) = delete;

  /// Returns how many wait, with those whose turn has come and who have not heard of it yet.
  std::size_t waiting() const noexcept { return waiting_.size() + called_; }

 private:
  friend class connection_permit;

  std::size_t free_;
  std::size_t called_{};
  std::deque<connection_permit*> waiting_{};  // empty while a place is free; the longest wait first
};

/// The place of one connection; given up, to whoever waits longest, when this is destroyed.
class connection_permit {
 public:
  explicit connection_permit(connection_limit& of) noexcept : of_(of) {}
  connection_permit(const connection_permit&) = delete;
  connection_permit& operator=(const connection_permit&) = delete;
  ~connection_permit();

  /// Takes a place. To be called once.
  /// Awaits: until it is our turn, at most until `latest`. Returns whether it was.
  /// Cancels: completes with operation_aborted, and the place stays for the others.
  boost::asio::awaitable<bool> take(std::chrono::steady_clock::time_point latest);

 private:
  class waiting;

  connection_limit& of_;
  bool taken_{};
  boost::asio::steady_timer* bell_{};  // in the frame of who waits
};

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/transport/impl/connection_limit.ipp>
#endif
