// SPDX-License-Identifier: BSL-1.0
#pragma once
// One fetch for all who ask while it is under way. It belongs to none of them: whoever is cancelled or destroyed
// leaves, and the others get what it brings; with the last one it is cancelled.

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

  /// Awaits what a fetch brings: that of `fetch`, unless one is under way. It runs on the executor of who
  /// began it, which may be another one than that of who joins.
  /// Fails: what the fetch fails with; operation_aborted when its event loop is destroyed.
  /// Cancels: stops waiting; the fetch goes on as long as anybody waits.
  /// Lifetime: this may be destroyed while the fetch goes on.
  /// Example: single flight: any number of waiters cause one fetch
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
    lock.unlock();  // the fetch begins at once
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
  std::weak_ptr<shared_call<T>> current_{};  // weak: its strand must not outlive its context, as this may
};

}  // namespace detail

}  // namespace roster::inline v0
