// SPDX-License-Identifier: BSL-1.0
#pragma once
// One call at a time, shared by all who wait for its result.

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>
#include <cstddef>
#include <exception>
#include <functional>
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
  using waiter = asio::steady_timer;  // cancelled when the fetch ends

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

  void complete(std::optional<T> fetched, std::exception_ptr why) noexcept {
    const std::lock_guard lock(mutex_);
    if (ended_) return;
    ended_ = true;
    fetched_ = std::move(fetched);
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
    return *fetched_;
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
  std::optional<T> fetched_{};
  std::exception_ptr why_{};
  std::vector<std::weak_ptr<waiter>> waiting_{};  // weak: a coroutine may be destroyed while it waits
};

/// RAII handle of one waiter: leaves the call when the waiting coroutine ends or is destroyed.
template <class T>
struct waiter_handle {
  explicit waiter_handle(std::shared_ptr<shared_call<T>> joined) noexcept : of(std::move(joined)) {}
  waiter_handle(const waiter_handle&) = delete;
  waiter_handle& operator=(const waiter_handle&) = delete;
  ~waiter_handle() { of->leave(); }

  const std::shared_ptr<shared_call<T>> of;
};

/// Completes the call if its coroutine is destroyed together with the event loop before it has ended.
template <class T>
struct completion_guard {
  explicit completion_guard(std::shared_ptr<shared_call<T>> pending) : of(std::move(pending)) {}
  completion_guard(const completion_guard&) = delete;
  completion_guard& operator=(const completion_guard&) = delete;
  ~completion_guard() { of->complete(std::nullopt, aborted); }

  const std::exception_ptr aborted =  // created in advance, since the destructor must not allocate
      std::make_exception_ptr(boost::system::system_error(asio::error::operation_aborted));
  const std::shared_ptr<shared_call<T>> of;
};

}  // namespace detail

namespace asio = boost::asio;

namespace detail {

/// One fetch shared by all callers while it is pending. No caller owns it: if a caller is cancelled or
/// destroyed, the others still get the result. When the last caller leaves, the fetch is cancelled.
template <class T>
class single_flight {
 public:
  using fetch_function = std::function<asio::awaitable<T>()>;
  using time_point = asio::steady_timer::time_point;

  /// Starts `fetch` unless a fetch is pending, and awaits the result of the pending one. The fetch runs on
  /// the executor of the caller that started it, which may differ from those of callers that join.
  /// Fails: as the fetch does; operation_aborted if its event loop is destroyed.
  /// Cancels: stops waiting; the fetch continues while it has other waiters.
  /// Lifetime: this object may be destroyed while the fetch is pending.
  /// Example: single_flight: concurrent callers share one fetch
  asio::awaitable<T> join(fetch_function fetch) {
    auto joined = join_until(std::move(fetch), (time_point::max)());
    auto fetched = co_await std::move(joined);
    co_return std::move(*fetched);
  }

  /// Does the same, but stops waiting at `latest`, and then returns std::nullopt.
  asio::awaitable<std::optional<T>> join_until(fetch_function fetch, time_point latest) {
    const auto executor = co_await asio::this_coro::executor;
    const auto waits = std::make_shared<asio::steady_timer>(executor, latest);
    const waiter_handle<T> joined(begin_or_join(executor, waits, std::move(fetch)));
    boost::system::error_code ec;
    auto token = asio::redirect_error(asio::use_awaitable, ec);
    if (!joined.of->ended()) co_await waits->async_wait(token);
    if (joined.of->ended()) co_return joined.of->outcome();
    if (ec) throw boost::system::system_error(ec);  // cancelled
    co_return std::nullopt;
  }

 private:
  using shared_call_pointer = std::shared_ptr<shared_call<T>>;

  shared_call_pointer begin_or_join(const asio::any_io_executor& executor,
                                    const std::shared_ptr<asio::steady_timer>& waits, fetch_function fetch) {
    std::unique_lock lock(mutex_);
    if (const auto current = current_.lock(); current && current->join(waits)) return current;
    const auto begun = std::make_shared<shared_call<T>>(executor);
    current_ = begun;
    (void)begun->join(waits);
    lock.unlock();  // co_spawn starts the fetch immediately
    asio::co_spawn(executor, run(std::make_shared<completion_guard<T>>(begun), std::move(fetch)),
                   asio::bind_cancellation_slot(begun->stop(), [begun](std::exception_ptr) {}));
    return begun;
  }

  static asio::awaitable<void> run(std::shared_ptr<completion_guard<T>> ending, fetch_function fetch) {
    try {
      auto fetched = co_await fetch();
      ending->of->complete(std::move(fetched), nullptr);
    } catch (...) {
      ending->of->complete(std::nullopt, std::current_exception());
    }
  }

  std::mutex mutex_{};
  /// Weak: this object may outlive the execution context, but the executor in the call must not.
  std::weak_ptr<shared_call<T>> current_{};
};

}  // namespace detail

}  // namespace roster::inline v0
