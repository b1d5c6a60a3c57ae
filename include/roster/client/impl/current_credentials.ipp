// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of current_credentials.hpp.

#include <roster/client/detail/current_credentials.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/experimental/parallel_group.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>
#include <chrono>
#include <exception>
#include <optional>
#include <roster/escape_for_log.hpp>
#include <roster/failure.hpp>
#include <string>
#include <utility>

namespace roster::inline v0::detail {

/// Passes on `failure` and operation_aborted from a provider; turns everything else into a `failure`.
[[noreturn]] inline void rethrow_from_provider(std::exception_ptr why) {
  try {
    std::rethrow_exception(std::move(why));
  } catch (const failure&) {
    throw;
  } catch (const boost::system::system_error& e) {
    if (e.code() == asio::error::operation_aborted) throw;
    throw failure(errc::no_credentials, "the credentials provider failed: " + e.code().message());
  } catch (const std::exception& e) {
    throw failure(errc::no_credentials, "the credentials provider failed: " + escape_for_log(e.what(), 256));
  } catch (...) {
    throw failure(errc::no_credentials, "the credentials provider failed with an unknown exception");
  }
}

inline std::optional<credentials> known_credentials(credentials_provider& provider) {
  try {
    return provider.try_get();
  } catch (...) {
    rethrow_from_provider(std::current_exception());
  }
}

ROSTER_DECL asio::awaitable<credentials> current_credentials(const client_core& core,
                                                             transport::time_point until) {
  if (!core.sign->needs_credentials()) co_return credentials{};
  if (!core.credentials)
    throw failure(errc::no_credentials,
                  "the API requires signed requests, and client_config::credentials is not set");
  if (auto known = known_credentials(*core.credentials)) co_return std::move(*known);
  const auto executor = co_await asio::this_coro::executor;
  const auto left = until - core.runtime.steady_now();
  asio::steady_timer timer(executor, left);
  auto pending = asio::co_spawn(executor, core.credentials->get(), asio::deferred);
  auto late = timer.async_wait(asio::deferred);
  auto both = asio::experimental::make_parallel_group(std::move(pending), std::move(late));
  auto first = both.async_wait(asio::experimental::wait_for_one(), asio::use_awaitable);
  auto [order, why, key, ended] = co_await std::move(first);
  if (order[0] != 0) {
    const auto milliseconds = std::chrono::round<std::chrono::milliseconds>(left).count();
    throw failure(errc::no_credentials,
                  "the credentials provider timed out after " + std::to_string(milliseconds) + " ms");
  }
  if (why) rethrow_from_provider(std::move(why));
  co_return std::move(key);
}

}  // namespace roster::inline v0::detail
