// SPDX-License-Identifier: BSL-1.0
#pragma once
// From a completion token to an await on a range: the common part of async_next() and the other async_
// functions.

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/cancellation_type.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/error_code.hpp>
#include <exception>
#include <memory>
#include <optional>
#include <roster/error.hpp>
#include <roster/range/completion_code.hpp>
#include <roster/range/detail/completion.hpp>
#include <roster/range/detail/consume.hpp>
#include <roster/range/detail/spawned_work.hpp>
#include <roster/range/page_items.hpp>
#include <type_traits>
#include <utility>

namespace roster::inline v0::detail {

/// A function that runs an operation and stores its result where the handler will get it.
template <class Engine, class Result>
using operation_body = asio::awaitable<void> (*)(std::shared_ptr<Engine>, Result&);

#if defined(__GNUC__) && !defined(__clang__)  // see consume.hpp
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wmismatched-new-delete"
#pragma GCC diagnostic ignored "-Wsubobject-linkage"
#endif

template <class Engine>
asio::awaitable<void> next_into(std::shared_ptr<Engine> from,
                                std::optional<typename Engine::value_type>& into) {
  auto item = co_await next_item(std::move(from), true);
  if (item) into.emplace(std::move(*item));
}

template <class Engine>
asio::awaitable<void> next_page_into(std::shared_ptr<Engine> from, std::optional<page_items<Engine>>& into) {
  into = co_await fetch_page(std::move(from), true);
}

template <class Container, class Engine>
asio::awaitable<void> collect_into(std::shared_ptr<Engine> from, Container& into) {
  into = co_await collect_all<Container>(std::move(from));
}

/// Posts the start of an operation, so that nothing completes inside the initiating function.
template <class Engine, class Result>
asio::awaitable<void> begin_later(std::shared_ptr<Engine> from, operation_body<Engine, Result> body,
                                  Result& into) {
  const auto cancellation = co_await asio::this_coro::cancellation_state;
  co_await asio::post(asio::use_awaitable);
  from->unclaim();
  Engine::check_cancelled(cancellation, asio::cancellation_type::none);
  co_await body(std::move(from), into);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic pop
#endif

/// Connects a slot on `executor` to the caller's slot, for any cancellation type; the caller's may be emitted
/// on another executor. The signal must outlive the use of the slot.
template <class Slot>
std::shared_ptr<asio::cancellation_signal> follow(Slot slot, const asio::any_io_executor& executor) {
  auto stop = std::make_shared<asio::cancellation_signal>();
  if (!slot.is_connected()) return stop;
  auto forward = [executor, to = std::weak_ptr(stop)](asio::cancellation_type) {
    asio::dispatch(executor, [to] {
      if (const auto signal = to.lock()) signal->emit(asio::cancellation_type::terminal);
    });
  };
  slot.template emplace<decltype(forward)>(std::move(forward));
  return stop;
}

/// The initiation of an operation on a range. It shares ownership of the range state: the range may be moved
/// or destroyed before a token such as deferred calls it.
template <class Engine, class Result>
class initiate_operation {
 public:
  using executor_type = asio::any_io_executor;

  initiate_operation(std::shared_ptr<Engine> from, operation_body<Engine, Result> body)
      : from_(std::move(from)), body_(body) {}
  executor_type get_executor() const noexcept { return from_->source().get_executor(); }

  template <class Handler>
  void operator()(Handler&& given) const {
    std::decay_t<Handler> handler(std::forward<Handler>(given));
    using pending = pending_completion<std::decay_t<Handler>, Result>;
    const auto executor = get_executor();
    auto waiting = pending::make(std::move(handler), executor);
    if (!from_->try_begin_operation())
      return asio::post(executor, [waiting = std::move(waiting)]() mutable {
        pending::complete(std::move(waiting), errc::busy);
      });
    const auto stop = follow(waiting->slot(), executor);
    auto work = begin_later(from_, body_, waiting->result());
    auto finish = [from = from_, waiting = std::move(waiting), stop](std::exception_ptr error) mutable {
      from->unclaim();
      from->last_error = error;
      pending::complete(std::move(waiting), completion_code(error));
    };
    spawn_work(executor, std::move(work), stop->slot(), std::move(finish));
  }

 private:
  std::shared_ptr<Engine> from_;
  operation_body<Engine, Result> body_;
};

}  // namespace roster::inline v0::detail
