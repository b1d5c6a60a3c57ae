// SPDX-License-Identifier: BSL-1.0
#pragma once
// Work that runs concurrently with the coroutine that waits for it. Not templates, so that Asio's co_spawn is
// instantiated once, not per row type, adaptor and handler.

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <roster/config.hpp>
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

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/range/impl/spawned_work.ipp>
#endif
