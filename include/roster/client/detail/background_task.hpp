// SPDX-License-Identifier: BSL-1.0
#pragma once
// A coroutine that runs beside others, and events that coroutines wait for.

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/steady_timer.hpp>
#include <memory>
#include <roster/config.hpp>
#include <utility>

namespace roster::inline v0::detail {

namespace asio = boost::asio;

/// A one-shot event. All members are called on one executor, which runs nothing concurrently.
class event {
 public:
  event() = default;
  event(const event&) = delete;
  event& operator=(const event&) = delete;

  bool is_set() const noexcept { return happened_; }

  void set() {
    happened_ = true;
    if (waiter_ != nullptr) waiter_->cancel();
  }

  /// Waits until the event is set; returns at once if it is. At most one coroutine may wait at a time.
  /// Cancels: completes with operation_aborted, even if the event has been set since.
  /// Lifetime: the event must outlive the await.
  ROSTER_DECL asio::awaitable<void> wait();

 private:
  class waiting;

  bool happened_{};
  asio::steady_timer* waiter_{};  // in the waiter's coroutine frame: a timer must not outlive its context
};

// Work that runs while no coroutine awaits it, such as prefetching a page.

namespace asio = boost::asio;

/// A detached coroutine that can be cancelled. All members are called on its executor, which runs nothing
/// concurrently, or while that executor runs nothing.
/// Lifetime: a context may be destroyed before the task.
class background_task {
 public:
  explicit background_task(asio::any_io_executor executor) : executor_(std::move(executor)) {}
  background_task(const background_task&) = delete;
  background_task& operator=(const background_task&) = delete;

  /// Starts `work`. When called on the executor's thread, runs it at once up to its first suspension. The work keeps
  /// `self` alive; an exception that it throws is dropped.
  ROSTER_DECL static void start(const std::shared_ptr<background_task>& self, asio::awaitable<void> work);

  /// Requests cancellation of the work, unless it has ended; returns before the work has ended. If memory for that is
  /// exhausted, the work continues.
  ROSTER_DECL static void cancel(const std::shared_ptr<background_task>& self) noexcept;

 private:
  class running;

  asio::any_io_executor executor_;
  bool running_{};
  asio::cancellation_signal stop_{};
};

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/client/impl/background_task.ipp>
#endif
