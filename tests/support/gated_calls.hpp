// SPDX-License-Identifier: BSL-1.0
#pragma once
// Calls for numbers, which complete when a test says so; they record what was started and cancelled.

#include <boost/asio/awaitable.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>
#include <cstddef>
#include <map>
#include <memory>
#include <roster/failure.hpp>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

namespace fake {

namespace asio = boost::asio;

class gated_calls : public std::enable_shared_from_this<gated_calls> {
 public:
  /// A function for enrich(), which keeps these calls alive.
  auto function() {
    return [self = shared_from_this()](const int& number) { return self->call(number); };
  }

  asio::awaitable<std::string> call(int number) {
    started.push_back(number);
    return run(shared_from_this(), number);
  }

  static asio::awaitable<std::string> throws() {
    throw std::runtime_error("thrown by the call");
    co_return "";
  }

  /// Lets the call for a number complete, now or later.
  void open(int number) {
    open_.insert(number);
    const auto waiting = waiting_.find(number);
    if (waiting != waiting_.end()) waiting->second->cancel();
  }
  void open_all() {
    all_open_ = true;
    for (const auto& [number, timer] : waiting_) timer->cancel();
  }
  /// Lets the first call for a number fail.
  void fail(int number) { failing_.insert(number); }

  std::size_t in_flight() const noexcept { return waiting_.size(); }

  std::vector<int> started{};
  std::vector<int> cancelled{};
  std::size_t alive{};  ///< coroutines of calls that exist

 private:
  struct living {
    std::shared_ptr<gated_calls> calls;
    explicit living(std::shared_ptr<gated_calls> of) : calls(std::move(of)) { ++calls->alive; }
    living(const living&) = delete;
    living& operator=(const living&) = delete;
    ~living() { --calls->alive; }
  };
  struct waiting_guard {
    gated_calls& calls;
    int number;
    waiting_guard(gated_calls& of, int n, asio::steady_timer& timer) : calls(of), number(n) {
      calls.waiting_[number] = &timer;
    }
    waiting_guard(const waiting_guard&) = delete;
    waiting_guard& operator=(const waiting_guard&) = delete;
    ~waiting_guard() { calls.waiting_.erase(number); }
  };

  bool is_open(int number) const { return all_open_ || open_.count(number) != 0; }

  static asio::awaitable<std::string> run(std::shared_ptr<gated_calls> self, int number) {
    const living one(self);
    const auto executor = co_await asio::this_coro::executor;
    while (!self->is_open(number)) {
      asio::steady_timer closed(executor, asio::steady_timer::time_point::max());
      const waiting_guard waiting(*self, number, closed);
      boost::system::error_code woken;
      auto token = asio::redirect_error(asio::use_awaitable, woken);
      co_await closed.async_wait(token);
      const auto state = co_await asio::this_coro::cancellation_state;
      if (state.cancelled() != asio::cancellation_type::none) {
        self->cancelled.push_back(number);
        throw boost::system::system_error(asio::error::operation_aborted);
      }
    }
    if (self->failing_.erase(number) != 0)
      throw roster::failure(roster::errc::unavailable, "call " + std::to_string(number));
    co_return "r" + std::to_string(number);
  }

  std::set<int> open_{};
  std::set<int> failing_{};
  bool all_open_{};
  std::map<int, asio::steady_timer*> waiting_{};
};

}  // namespace fake
