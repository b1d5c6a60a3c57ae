// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of current_credentials.hpp.

#include <roster/client/detail/current_credentials.hpp>

#include <boost/asio/error.hpp>
#include <boost/system/system_error.hpp>
#include <chrono>
#include <exception>
#include <optional>
#include <roster/auth/detail/single_flight.hpp>
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

ROSTER_DECL asio::awaitable<credentials> current_credentials(const client_core& core,
                                                             transport::time_point until) {
  if (!core.sign->needs_credentials()) co_return credentials{};
  if (!core.credentials)
    throw failure(errc::no_credentials,
                  "the API requires signed requests, and client_config::credentials is not set");
  const auto left = until - core.runtime.steady_now();
  std::optional<credentials> key;
  try {
    key = core.credentials->try_get();
    if (!key) {
      single_flight<credentials> flight;
      auto pending = flight.join_until([provider = core.credentials] { return provider->get(); },
                                       std::chrono::steady_clock::now() + left);
      key = co_await std::move(pending);
    }
  } catch (...) {
    rethrow_from_provider(std::current_exception());
  }
  if (key) co_return std::move(*key);
  const auto milliseconds = std::chrono::round<std::chrono::milliseconds>(left).count();
  throw failure(errc::no_credentials,
                "the credentials provider timed out after " + std::to_string(milliseconds) + " ms");
}

}  // namespace roster::inline v0::detail
