// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of await_blocking.hpp.

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/system/system_error.hpp>
#include <chrono>
#include <future>
#include <roster/range/await_blocking.hpp>

namespace roster::detail {

ROSTER_DECL asio::io_context* io_context_of(const asio::any_io_executor& executor) {
  using io_executor = asio::io_context::executor_type;
  if (const auto* own = executor.target<io_executor>()) return &asio::query(*own, asio::execution::context);
  if (const auto* strand = executor.target<asio::strand<io_executor>>())
    return io_context_of(strand->get_inner_executor());
  if (const auto* strand = executor.target<asio::strand<asio::any_io_executor>>())
    return io_context_of(strand->get_inner_executor());
  return nullptr;
}

ROSTER_DECL void run_blocking(const asio::any_io_executor& executor, asio::awaitable<void> work) {
  auto* const context = io_context_of(executor);
  if (context && context->stopped()) context->restart();
  auto result = asio::co_spawn(executor, std::move(work), asio::use_future);
  const auto ready = [&] { return result.wait_for(std::chrono::seconds(0)) == std::future_status::ready; };
  while (context && !ready()) {
    // The bound matters only if another thread runs the context, too, and has finished the work.
    context->run_one_for(std::chrono::milliseconds(20));
    if (context->stopped() && !ready()) throw boost::system::system_error(asio::error::operation_aborted);
  }
  result.get();
}

}  // namespace roster::detail
