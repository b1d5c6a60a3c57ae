// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of await_blocking.hpp.

#include <roster/range/await_blocking.hpp>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/cancellation_type.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>
#include <chrono>
#include <exception>
#include <future>
#include <memory>
#include <utility>

namespace roster::inline v0::detail {

ROSTER_DECL void spawn_work(const asio::any_io_executor& executor, asio::awaitable<void> work,
                            asio::cancellation_slot stop, std::function<void(std::exception_ptr)> finish) {
  asio::co_spawn(executor, std::move(work), asio::bind_cancellation_slot(stop, std::move(finish)));
}

ROSTER_DECL asio::awaitable<void> await_work(asio::any_io_executor executor, asio::awaitable<void> work,
                                             asio::cancellation_slot stop) {
  auto token = asio::bind_cancellation_slot(stop, asio::use_awaitable);
  co_await asio::co_spawn(executor, std::move(work), token);
}

ROSTER_DECL asio::io_context* io_context_of(const asio::any_io_executor& executor) {
  using io_executor = asio::io_context::executor_type;
  if (const auto* own = executor.target<io_executor>()) return &asio::query(*own, asio::execution::context);
  if (const auto* strand = executor.target<asio::strand<io_executor>>())
    return io_context_of(strand->get_inner_executor());
  if (const auto* strand = executor.target<asio::strand<asio::any_io_executor>>())
    return io_context_of(strand->get_inner_executor());
  return nullptr;
}

/// Ends a blocking call. It has no associated executor, since with one Asio would post a cancellation and
/// hold a pointer into the signal meanwhile.
struct blocking_end {
  using cancellation_slot_type = asio::cancellation_slot;

  std::promise<void> ended;
  std::shared_ptr<asio::cancellation_signal> stop;

  cancellation_slot_type get_cancellation_slot() const noexcept { return stop->slot(); }
  void operator()(const std::exception_ptr& error) {
    if (error)
      ended.set_exception(error);
    else
      ended.set_value();
  }
};

ROSTER_DECL void run_blocking(const asio::any_io_executor& executor, asio::awaitable<void> work) {
  auto* const context = io_context_of(executor);
  if (context && context->stopped()) {
    context->restart();
    context->poll();  // unfinished work of an earlier call completes here and releases the range
    if (context->stopped()) context->restart();
  }
  std::promise<void> ended;
  auto result = ended.get_future();
  const auto stop = std::make_shared<asio::cancellation_signal>();
  asio::co_spawn(executor, std::move(work), blocking_end{std::move(ended), stop});
  const auto ready = [&] { return result.wait_for(std::chrono::seconds(0)) == std::future_status::ready; };
  while (context && !ready()) {
    // The timeout matters only if another thread also runs the context and has finished the work.
    context->run_one_for(std::chrono::milliseconds(20));
    if (context->stopped() && !ready()) {
      // On the context itself no other handler can run now: the cancellation takes effect before ready
      // handlers. A strand may be running on another thread.
      if (executor.target<asio::io_context::executor_type>() != nullptr)
        stop->emit(asio::cancellation_type::terminal);
      else
        asio::post(executor, [stop] { stop->emit(asio::cancellation_type::terminal); });
      throw boost::system::system_error(asio::error::operation_aborted);
    }
  }
  result.get();
}

}  // namespace roster::inline v0::detail
