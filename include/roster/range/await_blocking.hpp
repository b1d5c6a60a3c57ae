// SPDX-License-Identifier: BSL-1.0
#pragma once
// Waits for an awaitable in a plain thread: the one place that knows whether that thread has to run the
// executor's context itself.

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/system/system_error.hpp>
#include <chrono>
#include <future>
#include <roster/config.hpp>
#include <roster/range/page_source.hpp>
#include <utility>

namespace roster {

namespace detail {

/// Returns the io_context behind an executor, through strands; nullptr for anything else.
ROSTER_DECL asio::io_context* io_context_of(const asio::any_io_executor& executor);

}  // namespace detail

/// Runs an awaitable to its end and returns its result. If `executor` is that of an io_context, or a strand
/// on it, this thread runs the context meanwhile; any other executor must have threads of its own. Fails:
/// what the awaitable throws; operation_aborted when the io_context is stopped meanwhile.
/// Example: await_blocking: runs the io_context itself
template <class T>
T await_blocking(const asio::any_io_executor& executor, asio::awaitable<T> work) {
  auto* const context = detail::io_context_of(executor);
  if (context && context->stopped()) context->restart();
  auto result = asio::co_spawn(executor, std::move(work), asio::use_future);
  const auto ready = [&] { return result.wait_for(std::chrono::seconds(0)) == std::future_status::ready; };
  while (context && !ready()) {
    // The bound matters only if another thread runs the context, too, and has finished the work.
    context->run_one_for(std::chrono::milliseconds(20));
    if (context->stopped() && !ready()) throw boost::system::system_error(asio::error::operation_aborted);
  }
  return result.get();
}

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/range/impl/await_blocking.ipp>
#endif
