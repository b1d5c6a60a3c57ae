// SPDX-License-Identifier: BSL-1.0
#pragma once
// Runs one awaitable to completion on an io_context that may have other unfinished work.

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <exception>
#include <optional>
#include <roster/transport/transport.hpp>
#include <utility>

namespace roster_test {

template <class T>
T run(boost::asio::io_context& io, boost::asio::awaitable<T> work) {
  std::optional<T> result;
  std::exception_ptr error;
  bool done = false;
  boost::asio::co_spawn(io, std::move(work), [&](std::exception_ptr e, T value) {
    error = e;
    if (!e) result = std::move(value);
    done = true;
  });
  io.restart();
  while (!done && io.run_one() != 0) {
  }
  if (error) std::rethrow_exception(error);
  return std::move(result).value();
}

/// Sends a request and waits for the response, at most `patience`.
inline roster::http::response send(boost::asio::io_context& io, roster::transport& transport,
                                   const roster::http::request& request,
                                   std::chrono::milliseconds patience = std::chrono::seconds(20)) {
  return run(io, transport.send(request, std::chrono::steady_clock::now() + patience));
}

}  // namespace roster_test
