// SPDX-License-Identifier: BSL-1.0
#pragma once
// Runs an awaitable on a context of this thread until the context has no more work.

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <exception>
#include <optional>
#include <utility>

namespace fake {

inline void run(boost::asio::io_context& context, boost::asio::awaitable<void> work) {
  std::exception_ptr error;
  context.restart();
  boost::asio::co_spawn(context, std::move(work), [&](std::exception_ptr e) { error = e; });
  context.run();
  if (error) std::rethrow_exception(error);
}

template <class T>
boost::asio::awaitable<void> store(boost::asio::awaitable<T> work, std::optional<T>& result) {
  auto value = co_await std::move(work);
  result.emplace(std::move(value));
}

/// Returns or throws what `work` does.
template <class T>
T run(boost::asio::io_context& context, boost::asio::awaitable<T> work) {
  std::optional<T> result;
  run(context, store(std::move(work), result));
  return std::move(result).value();
}

}  // namespace fake
