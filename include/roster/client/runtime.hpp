// SPDX-License-Identifier: BSL-1.0
#pragma once
// What a client takes from its environment besides the network: clocks, sleep, random numbers. Injected, so that no
// test sleeps and every run is reproducible.

#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <functional>
#include <roster/config.hpp>
#include <string>

namespace roster::inline v0 {

namespace asio = boost::asio;

/// The injected functions; an empty one means the real clock, sleep or generator.
struct runtime {
  std::function<std::chrono::sys_seconds()> now{};  ///< the wall clock: for signatures and a watch's sources
  std::function<std::chrono::steady_clock::time_point()> steady_now{};      ///< the clock of all deadlines
  std::function<asio::awaitable<void>(std::chrono::milliseconds)> sleep{};  ///< waits between attempts
  std::function<std::string()> nonce{};  ///< makes the nonce of a signature
  std::function<double()> random{};      ///< from [0, 1)
};

namespace detail {

/// Returns `wanted` with every empty function replaced by the real one.
ROSTER_DECL runtime with_defaults(runtime wanted);

}  // namespace detail

}  // namespace roster::inline v0

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/client/impl/runtime.ipp>
#endif
