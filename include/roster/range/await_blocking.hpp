// SPDX-License-Identifier: BSL-1.0
#pragma once
// Waiting for a coroutine on a thread of its own.

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/io_context.hpp>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <roster/config.hpp>
#include <type_traits>
#include <utility>

namespace roster::inline v0::detail {

namespace asio = boost::asio;

/// Runs `work` on `executor` until it ends or `stop` cancels it; then calls `finish`.
ROSTER_DECL void spawn_work(const asio::any_io_executor& executor, asio::awaitable<void> work,
                            asio::cancellation_slot stop, std::function<void(std::exception_ptr)> finish);

/// Waits for `work`, which `stop` cancels. Cancelling the awaiting coroutine has no effect on it.
ROSTER_DECL asio::awaitable<void> await_work(asio::any_io_executor executor, asio::awaitable<void> work,
                                             asio::cancellation_slot stop);

/// Stores the result of `work`.
template <class T>
asio::awaitable<void> store_shared_result(asio::awaitable<T> work, std::shared_ptr<std::optional<T>> result) {
  auto value = co_await std::move(work);
  result->emplace(std::move(value));
}

}  // namespace roster::inline v0::detail

namespace roster::inline v0 {

namespace asio = boost::asio;

namespace detail {

/// Returns the io_context of an executor, also through strands; nullptr for any other executor.
ROSTER_DECL asio::io_context* io_context_of(const asio::any_io_executor& executor);

ROSTER_DECL void run_blocking(const asio::any_io_executor& executor, asio::awaitable<void> work);

}  // namespace detail

/// Runs an awaitable to completion and returns its result. If `executor` is that of an io_context, or a
/// strand on it, this thread runs the context meanwhile; any other executor must have its own threads.
/// Fails: what the awaitable throws; operation_aborted when the io_context is stopped meanwhile. The
/// awaitable is then cancelled and completes when the context runs again, for instance in the next call.
/// Example: await_blocking: runs the io_context on the calling thread
template <class T>
T await_blocking(const asio::any_io_executor& executor, asio::awaitable<T> work) {
  if constexpr (std::is_void_v<T>) {
    detail::run_blocking(executor, std::move(work));
  } else {
    const auto result =
        std::make_shared<std::optional<T>>();  // the work may outlive the call if the context is stopped
    detail::run_blocking(executor, detail::store_shared_result(std::move(work), result));
    return std::move(**result);
  }
}

}  // namespace roster::inline v0

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/range/impl/await_blocking.ipp>
#endif
