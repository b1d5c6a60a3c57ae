// SPDX-License-Identifier: BSL-1.0
#pragma once
// A one-shot event that one coroutine can wait for.

#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <roster/config.hpp>

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

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/client/impl/async_event.ipp>
#endif
