// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of background_task.hpp.

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <exception>
#include <new>
#include <roster/client/detail/background_task.hpp>

namespace roster::inline v0::detail {

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
