// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of async_event.hpp.

#include <boost/asio/error.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>
#include <roster/client/detail/async_event.hpp>

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

}  // namespace roster::inline v0::detail
