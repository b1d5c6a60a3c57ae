// SPDX-License-Identifier: BSL-1.0
#pragma once
// Fetches credentials from a provider and waits.

#include <doctest/doctest.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <exception>
#include <roster/auth/credentials_provider.hpp>
#include <roster/failure.hpp>
#include <string>
#include <utility>

namespace fake {

inline roster::credentials ask(roster::credentials_provider& provider) {
  boost::asio::io_context context;
  roster::credentials result;
  std::exception_ptr error;
  boost::asio::co_spawn(context, provider.get(), [&](std::exception_ptr e, roster::credentials key) {
    error = e;
    result = std::move(key);
  });
  context.run();
  if (error) std::rethrow_exception(error);
  return result;
}

/// Returns the error message of a provider without credentials; "" if it has some.
inline std::string why_no_credentials(roster::credentials_provider& provider) {
  try {
    (void)ask(provider);
  } catch (const roster::failure& f) {
    CHECK(f.condition() == roster::errc::no_credentials);
    return f.what();
  }
  return "";
}

}  // namespace fake
