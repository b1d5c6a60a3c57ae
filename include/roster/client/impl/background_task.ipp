// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of background_task.hpp.

#include <roster/client/detail/background_task.hpp>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>
#include <exception>
#include <new>

namespace roster::inline v0::detail {

class event::waiting {
 public:
  waiting(event& of, asio::steady_timer& bell) noexcept : event_(of) { event_.waiter_ = &bell; }
  waiting(const waiting&) = delete;
  waiting& operator=(const waiting&) = delete;
  ~waiting() { event_.waiter_ = nullptr; }

 private:
  event& event_;
};

ROSTER_DECL asio::awaitable<void> event::wait() {
  if (happened_) co_return;
  const auto executor = co_await asio::this_coro::executor;
  asio::steady_timer bell(executor, (asio::steady_timer::time_point::max)());
  const waiting mark(*this, bell);
  boost::system::error_code rung;
  auto token = asio::redirect_error(asio::use_awaitable, rung);
  co_await bell.async_wait(token);
  const auto state = co_await asio::this_coro::cancellation_state;
  if (state.cancelled() != asio::cancellation_type::none)
    throw boost::system::system_error(asio::error::operation_aborted);
}

/// The completion handler of the work. It exists from the start, and is destroyed with the work if that never ends.
class background_task::running {
 public:
  explicit running(std::shared_ptr<background_task> task) noexcept : task_(std::move(task)) {
    task_->running_ = true;
  }
  running(running&&) noexcept = default;
  running& operator=(running&&) = delete;
  ~running() {
    if (task_) task_->running_ = false;
  }
  void operator()(std::exception_ptr) {}

 private:
  std::shared_ptr<background_task> task_;  // its signal has to live until here
};

ROSTER_DECL void background_task::start(const std::shared_ptr<background_task>& self,
                                        asio::awaitable<void> work) {
  asio::co_spawn(self->executor_, std::move(work),
                 asio::bind_cancellation_slot(self->stop_.slot(), running(self)));
}

// Posted to the executor, as `page_fetcher` does it and for the same reason.
ROSTER_DECL void background_task::cancel(const std::shared_ptr<background_task>& self) noexcept {
  if (!self->running_) return;
  try {
    asio::post(self->executor_, [self] {
      if (self->running_) self->stop_.emit(asio::cancellation_type::terminal);
    });
  } catch (const std::bad_alloc&) {  // the work is not cancelled; nothing awaits its end
  }
}

}  // namespace roster::inline v0::detail
