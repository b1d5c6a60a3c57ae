// SPDX-License-Identifier: BSL-1.0
#pragma once
// Idle connections kept for the next request, and their number.

#include <algorithm>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/execution/context.hpp>
#include <boost/asio/execution_context.hpp>
#include <boost/asio/query.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <cstddef>
#include <deque>
#include <memory>
#include <mutex>
#include <roster/config.hpp>
#include <roster/transport/detail/connection.hpp>
#include <string>
#include <vector>

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

/// Keeps idle connections by origin: at most `most`, unless more sends are waiting, and none for longer than
/// `idle_timeout` (checked by `take`).
class connection_pool {
 public:
  connection_pool(std::size_t most, std::chrono::milliseconds idle_timeout)
      : max_(most), idle_timeout_(idle_timeout) {}

  /// Returns the most recently used connection to `origin` that is still idle, or null. Closes connections that are
  /// expired, closed by the peer, or have unread bytes.
  std::shared_ptr<connection> take(const std::string& origin);
  /// Adds a connection, and closes the oldest ones above the limit: `most`, or `waiting`, the number of sends that can
  /// use one immediately, if that is larger. With a `most` of 0 no connection is kept.
  void put(const std::string& origin, std::shared_ptr<connection> idle, std::size_t waiting);
  /// Closes all connections to `origin`.
  void drop(const std::string& origin);
  /// Closes all connections, and from now on every connection that is added.
  void close();

 private:
  struct entry {
    std::string origin{};
    std::shared_ptr<connection> idle{};
    connection::time_point since{};
  };

  std::size_t max_;
  std::chrono::milliseconds idle_timeout_;
  std::vector<entry> entries_{};  // oldest first
};

/// The connection pools that belong to one execution context.
class context_pools final : public boost::asio::execution_context::service {
 public:
  using key_type = context_pools;
  inline static boost::asio::execution_context::id id{};

  explicit context_pools(boost::asio::execution_context& of) : service(of) {}

  /// Registers `pool`: it is closed, if it still exists, when the context of `executor` is destroyed.
  static void add(const boost::asio::any_io_executor& executor,
                  const std::shared_ptr<connection_pool>& pool) {
    auto& context = boost::asio::query(executor, boost::asio::execution::context);
    auto& all = boost::asio::use_service<context_pools>(context);
    const std::lock_guard lock(all.mutex_);
    std::erase_if(all.pools_, [](const auto& gone) { return gone.expired(); });
    all.pools_.push_back(pool);
  }

 private:
  void shutdown() override {
    for (const auto& one : pools_)
      if (const auto pool = one.lock()) pool->close();
  }

  std::mutex mutex_{};
  std::vector<std::weak_ptr<connection_pool>> pools_{};
};

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/transport/impl/connection_pool.ipp>
#endif
