// SPDX-License-Identifier: BSL-1.0
#pragma once
// Time for many concurrent sleepers: it stands still while any handler is ready, and then advances to the
// earliest wake-up.

#include <boost/asio/io_context.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>
#include <chrono>
#include <cstddef>
#include <map>
#include <roster/client/runtime.hpp>
#include <string>
#include <utility>

namespace fake {

namespace asio = boost::asio;

class virtual_time {
 public:
  using time_point = std::chrono::steady_clock::time_point;

  time_point now() const { return now_; }

  roster::runtime runtime() {
    return {.steady_now = [this] { return now_; },
            .sleep = [this](std::chrono::milliseconds time) { return sleep(time); },
            .random = [] { return 0.5; }};
  }

  /// Runs all work to completion.
  void run(asio::io_context& context) {
    context.restart();
    while (true) {
      context.poll();
      if (sleepers_.empty()) break;
      const auto first = sleepers_.begin();
      now_ = first->first;
      first->second->cancel();
      context.restart();
      context.poll();
    }
  }

 private:
  asio::awaitable<void> sleep(std::chrono::milliseconds time) {
    const auto executor = co_await asio::this_coro::executor;
    asio::steady_timer alarm(executor, asio::steady_timer::time_point::max());
    const auto until = now_ + time;
    const sleeper here(*this, until, alarm);
    boost::system::error_code woken;
    auto token = asio::redirect_error(asio::use_awaitable, woken);
    co_await alarm.async_wait(token);
    const auto state = co_await asio::this_coro::cancellation_state;
    if (state.cancelled() != asio::cancellation_type::none)
      throw boost::system::system_error(asio::error::operation_aborted);
  }

  using sleepers = std::multimap<time_point, asio::steady_timer*>;

  struct sleeper {
    virtual_time& time;
    sleepers::iterator at;
    sleeper(virtual_time& t, time_point until, asio::steady_timer& alarm)
        : time(t), at(t.sleepers_.emplace(until, &alarm)) {}
    sleeper(const sleeper&) = delete;
    sleeper& operator=(const sleeper&) = delete;
    ~sleeper() { time.sleepers_.erase(at); }
  };

  time_point now_{std::chrono::hours(1)};
  sleepers sleepers_{};
};

}  // namespace fake
