// SPDX-License-Identifier: BSL-1.0
#pragma once
// The implementation of single_flight: a fetch with its waiters, and the handling of the destruction of
// either.

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/system/system_error.hpp>
#include <cstddef>
#include <exception>
#include <memory>
#include <mutex>
#include <new>
#include <optional>
#include <utility>
#include <vector>

namespace roster::inline v0 {

namespace asio = boost::asio;

namespace detail {

/// A fetch and its waiters. The waiters may run on other threads than the fetch.
template <class T>
class shared_call : public std::enable_shared_from_this<shared_call<T>> {
 public:
  using waiter = asio::steady_timer;  // never expires; it is cancelled when the fetch ends

  explicit shared_call(asio::any_io_executor executor) : executor_(std::move(executor)) {}

  /// Adds a waiter. Returns false if the fetch has ended or is being cancelled, so that a new one has to be
  /// started.
  bool join(const std::shared_ptr<waiter>& waits) {
    const std::lock_guard lock(mutex_);
    if (ended_ || abandoned_) return false;
    waiting_.push_back(waits);
    ++waiter_count_;
    return true;
  }

  /// Removes a waiter. Cancels the fetch if it was the last one.
  void leave() noexcept {
    const std::lock_guard lock(mutex_);
    if (--waiter_count_ != 0 || ended_) return;
    try {
      // The event loop still exists: its destruction would complete the call, which requires this lock.
      asio::post(executor_,
                 [self = this->shared_from_this()] { self->stop_.emit(asio::cancellation_type::terminal); });
      abandoned_ = true;
    } catch (const std::bad_alloc&) {  // the fetch continues; later callers may join it
    }
  }

  void complete(std::optional<T> brought, std::exception_ptr why) noexcept {
    const std::lock_guard lock(mutex_);
    if (ended_) return;
    ended_ = true;
    brought_ = std::move(brought);
    why_ = std::move(why);
    for (const auto& known : waiting_)
      if (const auto waits = known.lock()) wake(waits);
  }

  bool ended() {
    const std::lock_guard lock(mutex_);
    return ended_;
  }

  T outcome() {
    const std::lock_guard lock(mutex_);
    if (why_) std::rethrow_exception(why_);
    return *brought_;
  }

  asio::cancellation_slot stop() noexcept { return stop_.slot(); }

 private:
  /// Wakes a waiter. If posting to its executor fails for lack of memory, the waiter keeps waiting until it
  /// is cancelled.
  void wake(const std::shared_ptr<waiter>& waits) noexcept {
    try {
      if (waits->get_executor() == executor_)
        waits->cancel();
      else
        asio::post(waits->get_executor(), [waits] { waits->cancel(); });
    } catch (const std::bad_alloc&) {
    }
  }

  const asio::any_io_executor executor_;
  asio::cancellation_signal stop_{};  // only used on the executor
  std::mutex mutex_{};
  bool ended_{};
  bool abandoned_{};
  std::size_t waiter_count_{};
  std::optional<T> brought_{};
  std::exception_ptr why_{};
  std::vector<std::weak_ptr<waiter>> waiting_{};  // weak: a coroutine may be destroyed while it waits
};

/// RAII handle of one waiter: leaves the call when the waiting coroutine ends or is destroyed.
template <class T>
struct waiter_handle {
  explicit waiter_handle(std::shared_ptr<shared_call<T>> taken) noexcept : of(std::move(taken)) {}
  waiter_handle(const waiter_handle&) = delete;
  waiter_handle& operator=(const waiter_handle&) = delete;
  ~waiter_handle() { of->leave(); }

  const std::shared_ptr<shared_call<T>> of;
};

/// Completes the call if its coroutine is destroyed together with the event loop before it has ended.
template <class T>
struct completion_guard {
  explicit completion_guard(std::shared_ptr<shared_call<T>> flown) : of(std::move(flown)) {}
  completion_guard(const completion_guard&) = delete;
  completion_guard& operator=(const completion_guard&) = delete;
  ~completion_guard() { of->complete(std::nullopt, aborted); }

  const std::exception_ptr aborted =  // created in advance, since the destructor must not allocate
      std::make_exception_ptr(boost::system::system_error(asio::error::operation_aborted));
  const std::shared_ptr<shared_call<T>> of;
};

}  // namespace detail
}  // namespace roster::inline v0
