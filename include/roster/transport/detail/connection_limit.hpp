// SPDX-License-Identifier: BSL-1.0
#pragma once
// Limits the connections that a client uses at the same time, so that thousands of concurrent listings do not need
// thousands of descriptors, or more connections than a server accepts.

#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <cstddef>
#include <deque>
#include <roster/config.hpp>

namespace roster::inline v0::detail {

class connection_permit;

/// A fixed number of permits, granted in FIFO order.
/// Lifetime: it must outlive its permits.
class connection_limit {
 public:
  explicit connection_limit(std::size_t most) : free_(most) {}
  connection_limit(const connection_limit&) = delete;
  connection_limit& operator=(const connection_limit&) = delete;

  /// Returns the number of waiters, including those that hold a permit but have not resumed yet.
  std::size_t waiting() const noexcept { return waiting_.size() + called_; }

 private:
  friend class connection_permit;

  std::size_t free_;
  std::size_t called_{};
  std::deque<connection_permit*> waiting_{};  // in FIFO order; empty while a permit is free
};

/// The permit of one connection; passed to the longest waiter, or released, on destruction.
class connection_permit {
 public:
  explicit connection_permit(connection_limit& of) noexcept : of_(of) {}
  connection_permit(const connection_permit&) = delete;
  connection_permit& operator=(const connection_permit&) = delete;
  ~connection_permit();

  /// Acquires a permit. Call it at most once.
  /// Awaits: until a permit is available, at most until `latest`. Returns whether it was acquired.
  /// Cancels: completes with operation_aborted; the permit remains available to other waiters.
  boost::asio::awaitable<bool> take(std::chrono::steady_clock::time_point latest);

 private:
  class waiting;

  connection_limit& of_;
  bool taken_{};
  boost::asio::steady_timer* waiter_{};  // in the coroutine frame of the waiter
};

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/transport/impl/connection_limit.ipp>
#endif
