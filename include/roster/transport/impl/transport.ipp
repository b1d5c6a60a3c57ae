// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of transport.hpp.

#include <roster/transport/transport.hpp>

#include <boost/asio/execution/blocking.hpp>
#include <boost/asio/require.hpp>
#include <boost/asio/system_executor.hpp>
#include <boost/asio/thread_pool.hpp>
#include <roster/failure.hpp>
#include <utility>

namespace roster::inline v0::detail {

/// Returns whether an executor is that of a thread_pool, including variants with another blocking property.
inline bool is_of_pool(const boost::asio::any_io_executor& executor) {
  namespace execution = boost::asio::execution;
  using own = boost::asio::thread_pool::executor_type;
  const auto is = [&]<class Property>(Property) {
    using changed = decltype(boost::asio::require(std::declval<own>(), Property()));
    return executor.target<changed>() != nullptr;
  };
  return executor.target<own>() != nullptr || is(execution::blocking.possibly) ||
         is(execution::blocking.always) || is(execution::blocking.never);
}

ROSTER_DECL void check_executor(const boost::asio::any_io_executor& executor) {
  if (is_of_pool(executor) || executor.target<boost::asio::system_executor>() != nullptr)
    throw failure(errc::invalid_argument,
                  "the executor runs handlers concurrently; use boost::asio::make_strand(pool) instead, and "
                  "spawn the coroutines that use it on that strand");
}

}  // namespace roster::inline v0::detail
