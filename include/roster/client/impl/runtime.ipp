// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of runtime.hpp.

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <random>
#include <roster/auth/detail/digest.hpp>
#include <roster/client/runtime.hpp>

namespace roster::inline v0::detail {

inline asio::awaitable<void> sleep_for(std::chrono::milliseconds time) {
  auto executor = co_await asio::this_coro::executor;
  asio::steady_timer timer(executor, time);
  co_await timer.async_wait(asio::use_awaitable);
}

inline double random_fraction() {
  thread_local std::minstd_rand generator{std::random_device{}()};
  return std::uniform_real_distribution<double>(0.0, 1.0)(generator);
}

ROSTER_DECL runtime with_defaults(runtime wanted) {
  if (!wanted.now)
    wanted.now = [] { return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()); };
  if (!wanted.steady_now) wanted.steady_now = [] { return std::chrono::steady_clock::now(); };
  if (!wanted.sleep) wanted.sleep = sleep_for;
  if (!wanted.nonce) wanted.nonce = random_nonce;
  if (!wanted.random) wanted.random = random_fraction;
  return wanted;
}

}  // namespace roster::inline v0::detail
