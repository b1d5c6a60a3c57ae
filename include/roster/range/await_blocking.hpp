// SPDX-License-Identifier: BSL-1.0
#pragma once
// Waits for an awaitable in a plain thread. Only this file decides whether that thread has to run the
// executor's context.

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <memory>
#include <optional>
#include <roster/config.hpp>
#include <roster/range/detail/spawned_work.hpp>
#include <type_traits>
#include <utility>

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
