// SPDX-License-Identifier: BSL-1.0
#pragma once
// Asynchronous operations with any completion token.

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/associated_allocator.hpp>
#include <boost/asio/associated_cancellation_slot.hpp>
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/associator.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/cancellation_type.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/error_code.hpp>
#include <exception>
#include <memory>
#include <optional>
#include <roster/failure.hpp>
#include <roster/range/await_blocking.hpp>
#include <roster/range/completion_code.hpp>
#include <roster/range/detail/consume.hpp>
#include <roster/range/page_items.hpp>
#include <type_traits>
#include <utility>

namespace roster::inline v0::detail {

namespace asio = boost::asio;

/// A handler bound to its result, callable without arguments, with the associated characteristics of the handler.
template <class Handler, class Result>
struct completion {
  Handler handler;
  boost::system::error_code code;
  Result result;

  void operator()() {
    auto slot = asio::get_associated_cancellation_slot(handler);
    if (slot.is_connected()) slot.clear();
    std::move(handler)(code, std::move(result));
  }
};

/// The state of an operation in flight, in memory of the handler's allocator: the handler, outstanding work
/// on its executor, and the result.
template <class Handler, class Result>
class pending_completion {
 public:
  pending_completion(Handler&& handler, const asio::any_io_executor& fallback)
      : handler_(std::move(handler)), work_(asio::make_work_guard(handler_, fallback)) {}

  static std::shared_ptr<pending_completion> make(Handler&& handler, const asio::any_io_executor& fallback) {
    const auto memory = asio::get_associated_allocator(handler);
    return std::allocate_shared<pending_completion>(memory, std::move(handler), fallback);
  }

  Result& result() noexcept { return result_; }
  auto slot() const noexcept { return asio::get_associated_cancellation_slot(handler_); }

  /// Calls the handler, directly if this is its executor. `self` is the only remaining owner.
  static void complete(std::shared_ptr<pending_completion> self, boost::system::error_code code) {
    const auto executor = self->work_.get_executor();
    const auto work = std::move(self->work_);
    completion<Handler, Result> ready{std::move(self->handler_), code, std::move(self->result_)};
    self.reset();
    asio::dispatch(executor, std::move(ready));
  }

 private:
  Handler handler_;
  Result result_{};
  asio::executor_work_guard<asio::associated_executor_t<Handler, asio::any_io_executor>> work_;
};

}  // namespace roster::inline v0::detail

template <template <class, class> class Associator, class Handler, class Result, class Default>
struct boost::asio::associator<Associator, roster::detail::completion<Handler, Result>, Default>
    : Associator<Handler, Default> {
  using own = roster::detail::completion<Handler, Result>;

  static decltype(auto) get(const own& ready) noexcept {
    return Associator<Handler, Default>::get(ready.handler);
  }
  static decltype(auto) get(const own& ready, const Default& otherwise) noexcept {
    return Associator<Handler, Default>::get(ready.handler, otherwise);
  }
};

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
