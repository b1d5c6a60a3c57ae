// SPDX-License-Identifier: BSL-1.0
#pragma once
// One event loop on which a test's client and its fake server run, so that nothing depends on threads.

#include <doctest/doctest.h>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <chrono>
#include <exception>
#include <memory>
#include <optional>
#include <roster/failure.hpp>
#include <roster/transport/http_client.hpp>
#include <string>
#include <utility>

namespace roster_test {

namespace asio = boost::asio;
using namespace std::chrono_literals;

/// The result of a send.
struct outcome {
  bool over{false};
  std::exception_ptr error{};
  roster::http::response answer{};

  bool ok() const { return over && !error; }
  /// Returns the failure; anything else makes the test fail.
  roster::failure failure() const {
    REQUIRE(over);
    REQUIRE(error);
    try {
      std::rethrow_exception(error);
    } catch (const roster::failure& f) {
      return f;
    }
  }
  std::string what() const {
    try {
      if (error) std::rethrow_exception(error);
    } catch (const std::exception& e) {
      return e.what();
    }
    return "";
  }
  bool aborted() const {
    try {
      if (error) std::rethrow_exception(error);
    } catch (const boost::system::system_error& e) {
      return e.code() == asio::error::operation_aborted;
    }
    return false;
  }
};

inline roster::http::request get(const roster::http::endpoint& to, const std::string& path = "/") {
  return {.to = to, .path = path, .headers = {{"host", to.authority()}}};
}

inline roster::http::request post(const roster::http::endpoint& to, const std::string& body) {
  return {.method = "POST", .to = to, .headers = {{"host", to.authority()}}, .body = body};
}

/// A client on an event loop.
class client_bench {
 public:
  explicit client_bench(roster::http_client_options options = {})
      : client_(roster::make_http_client(context.get_executor(), std::move(options))) {}

  /// Starts a send; `run` continues it.
  std::shared_ptr<outcome> start(roster::http::request request, std::chrono::milliseconds within = 10s) {
    return start(std::move(request), within, asio::cancellation_slot());
  }
  std::shared_ptr<outcome> start(roster::http::request request, std::chrono::milliseconds within,
                                 asio::cancellation_slot slot) {
    const auto result = std::make_shared<outcome>();
    const auto keep = std::make_shared<roster::http::request>(std::move(request));
    const auto until = within == std::chrono::milliseconds::max() ? roster::transport::time_point::max()
                                                                  : std::chrono::steady_clock::now() + within;
    auto done = [result, keep](std::exception_ptr error, roster::http::response answer) {
      *result = {true, std::move(error), std::move(answer)};
    };
    asio::co_spawn(context, client_->send(*keep, until), asio::bind_cancellation_slot(slot, std::move(done)));
    return result;
  }

  /// Sends a request and waits for the result.
  outcome send(roster::http::request request, std::chrono::milliseconds within = 10s) {
    const auto result = start(std::move(request), within);
    run([&] { return result->over; });
    return std::move(*result);
  }

  /// Runs the event loop until a condition holds; fails the test if it never does.
  template <class Condition>
  void run(Condition is_set) {
    const auto give_up = std::chrono::steady_clock::now() + 30s;
    while (!is_set()) {
      context.restart();
      const bool ran = context.run_one_until(give_up) != 0;
      REQUIRE_MESSAGE(ran, "what the test waits for never happens");
    }
  }

  void destroy_client() { client_.reset(); }

  asio::io_context context{1};

 private:
  std::shared_ptr<roster::transport> client_;
};

}  // namespace roster_test
