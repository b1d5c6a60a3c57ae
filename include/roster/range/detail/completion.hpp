// SPDX-License-Identifier: BSL-1.0
#pragma once
// Completes an operation as Asio requires: calls the completion handler once, on its associated executor, after
// all memory from its allocator has been released.

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/associated_allocator.hpp>
#include <boost/asio/associated_cancellation_slot.hpp>
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/associator.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/system/error_code.hpp>
#include <memory>
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
