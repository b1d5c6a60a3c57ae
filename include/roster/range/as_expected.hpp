// SPDX-License-Identifier: BSL-1.0
#pragma once
// Results in place of exceptions, where the standard library has std::expected.

#include <boost/asio/awaitable.hpp>
#include <roster/config.hpp>
#include <roster/failure.hpp>
#include <type_traits>
#include <utility>
#include <version>

#if defined(__cpp_lib_expected)
#include <expected>

namespace roster::inline v0 {

/// Awaits an operation of a range or client and returns its result, or its failure in place of throwing it:
/// `auto service = co_await roster::as_expected(services.next())`. Needs C++23; before it,
/// `services.async_next(asio::as_tuple(asio::use_awaitable))` returns the error code and the result.
/// Fails: other exceptions are thrown, such as those of your functions in the pipeline.
/// Cancels: as the operation does; operation_aborted is thrown.
/// Example: as_expected: returns the result, or the failure
template <class T>
boost::asio::awaitable<std::expected<T, failure>> as_expected(boost::asio::awaitable<T> operation) {
  try {
    if constexpr (std::is_void_v<T>) {
      co_await std::move(operation);
      co_return std::expected<T, failure>();
    } else {
      auto result = co_await std::move(operation);
      co_return std::expected<T, failure>(std::in_place, std::move(result));
    }
  } catch (const failure& error) {
    co_return std::unexpected<failure>(error);
  }
}

}  // namespace roster::inline v0
#endif
