// SPDX-License-Identifier: BSL-1.0
#pragma once
// One fetch shared by all callers while it is pending. No caller owns it: if a caller is cancelled or
// destroyed, the others still get the result. When the last caller leaves, the fetch is cancelled.

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <roster/auth/detail/shared_call.hpp>
#include <utility>

namespace roster::inline v0 {

namespace asio = boost::asio;

namespace detail {

template <class T>
class single_flight {
 public:
  using fetch_function = std::function<asio::awaitable<T>()>;

  /// Starts `fetch` unless a fetch is pending, and awaits the result of the pending one. The fetch runs on
  /// the executor of the caller that started it, which may differ from those of callers that join.
  /// Fails: as the fetch does; operation_aborted if its event loop is destroyed.
  /// Cancels: stops waiting; the fetch continues while it has other waiters.
  /// Lifetime: this object may be destroyed while the fetch is pending.
  /// Example: single_flight: concurrent callers share one fetch
  asio::awaitable<T> join(fetch_function fetch) {
    const auto executor = co_await asio::this_coro::executor;
    const auto waits =
        std::make_shared<asio::steady_timer>(executor, (asio::steady_timer::time_point::max)());
    const waiter_handle<T> taken(begin_or_join(executor, waits, std::move(fetch)));
    boost::system::error_code ec;
    auto token = asio::redirect_error(asio::use_awaitable, ec);
    if (!taken.of->ended()) co_await waits->async_wait(token);
    if (!taken.of->ended()) throw boost::system::system_error(ec);  // cancelled
    co_return taken.of->outcome();
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
      auto brought = co_await fetch();
      ending->of->complete(std::move(brought), nullptr);
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
