// SPDX-License-Identifier: BSL-1.0
#pragma once
// One fetch for all who ask while it is under way. It belongs to none of them: whoever is cancelled or destroyed
// leaves, and the others get what it brings; with the last one it is cancelled.

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
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
#include <optional>
#include <utility>
#include <vector>

namespace roster {

namespace asio = boost::asio;

namespace detail {

/// What a fetch brings, and who waits for it. Those may run on other threads than the fetch.
template <class T>
class flight : public std::enable_shared_from_this<flight<T>> {
 public:
  using waiter = asio::steady_timer;  // which never runs out: it is cancelled when there is news

  explicit flight(asio::any_io_executor executor) : executor_(std::move(executor)) {}

  /// Returns false when the fetch has ended or is being cancelled, so that another one has to be begun.
  bool board(const std::shared_ptr<waiter>& waits) {
    const std::lock_guard lock(mutex_);
    if (ended_ || abandoned_) return false;
    waiting_.push_back(waits);
    ++aboard_;
    return true;
  }

  /// Cancels the fetch when nobody waits for it any more.
  void leave() {
    const std::lock_guard lock(mutex_);
    if (--aboard_ != 0 || ended_) return;
    abandoned_ = true;
    // The event loop is there: it would have ended the flight, for which this lock is needed.
    asio::post(executor_,
               [self = this->shared_from_this()] { self->stop_.emit(asio::cancellation_type::terminal); });
  }

  void land(std::optional<T> brought, std::exception_ptr why) {
    const std::lock_guard lock(mutex_);
    if (ended_) return;
    ended_ = true;
    brought_ = std::move(brought);
    why_ = std::move(why);
    for (const auto& known : waiting_)
      if (const auto waits = known.lock()) asio::post(waits->get_executor(), [waits] { waits->cancel(); });
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
  const asio::any_io_executor executor_;
  asio::cancellation_signal stop_{};  // only used on the executor
  std::mutex mutex_{};
  bool ended_{};
  bool abandoned_{};
  std::size_t aboard_{};
  std::optional<T> brought_{};
  std::exception_ptr why_{};
  std::vector<std::weak_ptr<waiter>> waiting_{};  // weak: a coroutine may be destroyed while it waits
};

/// The place of one who waits; also a coroutine that is destroyed gives it up.
template <class T>
struct seat {
  explicit seat(std::shared_ptr<flight<T>> taken) noexcept : of(std::move(taken)) {}
  seat(const seat&) = delete;
  seat& operator=(const seat&) = delete;
  ~seat() { of->leave(); }

  const std::shared_ptr<flight<T>> of;
};

/// Ends a flight whose coroutine is destroyed before it has begun or ended, with its event loop.
template <class T>
struct landing {
  explicit landing(std::shared_ptr<flight<T>> flown) noexcept : of(std::move(flown)) {}
  landing(const landing&) = delete;
  landing& operator=(const landing&) = delete;
  ~landing() {
    const boost::system::system_error aborted(asio::error::operation_aborted);
    of->land(std::nullopt, std::make_exception_ptr(aborted));
  }

  const std::shared_ptr<flight<T>> of;
};

}  // namespace detail

template <class T>
class single_flight {
 public:
  using fetch_function = std::function<asio::awaitable<T>()>;

  /// Awaits what a fetch brings: that of `fetch`, unless one is under way. It runs on the executor of who
  /// began it, which may be another one than that of who joins.
  /// Fails: what the fetch fails with; operation_aborted when its event loop is destroyed.
  /// Cancels: stops waiting; the fetch goes on as long as anybody waits.
  /// Lifetime: this may be destroyed while the fetch goes on.
  /// Example: single flight: any number of waiters cause one fetch
  asio::awaitable<T> join(fetch_function fetch) {
    const auto executor = co_await asio::this_coro::executor;
    const auto waits = std::make_shared<asio::steady_timer>(executor, asio::steady_timer::time_point::max());
    const detail::seat<T> taken(board(executor, waits, std::move(fetch)));
    boost::system::error_code ec;
    auto token = asio::redirect_error(asio::use_awaitable, ec);
    co_await waits->async_wait(token);
    if (!taken.of->ended()) throw boost::system::system_error(ec);  // cancelled
    co_return taken.of->outcome();
  }

 private:
  using flight_pointer = std::shared_ptr<detail::flight<T>>;

  flight_pointer board(const asio::any_io_executor& executor,
                       const std::shared_ptr<asio::steady_timer>& waits, fetch_function fetch) {
    std::unique_lock lock(mutex_);
    if (current_ && current_->board(waits)) return current_;
    const auto begun = current_ = std::make_shared<detail::flight<T>>(executor);
    (void)begun->board(waits);
    lock.unlock();  // the fetch begins at once
    asio::co_spawn(executor, fly(std::make_shared<detail::landing<T>>(begun), std::move(fetch)),
                   asio::bind_cancellation_slot(begun->stop(), asio::detached));
    return begun;
  }

  static asio::awaitable<void> fly(std::shared_ptr<detail::landing<T>> ending, fetch_function fetch) {
    try {
      auto brought = co_await fetch();
      ending->of->land(std::move(brought), nullptr);
    } catch (...) {
      ending->of->land(std::nullopt, std::current_exception());
    }
  }

  std::mutex mutex_{};
  flight_pointer current_{};
};

}  // namespace roster
