// SPDX-License-Identifier: BSL-1.0
#pragma once
// A transport that answers from a script.

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <client/fake_world.hpp>
#include <exception>
#include <functional>
#include <memory>
#include <roster/failure.hpp>
#include <roster/transport/transport.hpp>
#include <string>
#include <utility>
#include <vector>

namespace fake {

namespace asio = boost::asio;

/// Answers every request with what the script says for it; throws what the script throws.
class transport final : public roster::transport {
 public:
  using script = std::function<roster::http::response(const roster::http::request&, std::size_t number)>;

  explicit transport(script answers) : answers_(std::move(answers)) {}

  asio::awaitable<roster::http::response> send(const roster::http::request& request,
                                               time_point until) override {
    requests.push_back(request);
    deadlines.push_back(until);
    co_return answers_(request, requests.size());
  }

  std::vector<roster::http::request> requests{};
  std::vector<time_point> deadlines{};

 private:
  script answers_;
};

inline roster::http::response json(unsigned status, std::string body, roster::http::headers headers = {}) {
  headers.set("content-type", "application/json");
  return {.status = status, .headers = std::move(headers), .body = std::move(body), .raw_bytes = 100};
}

/// Runs a coroutine to its end on a fresh context; rethrows what it throws.
template <class T>
T run(asio::io_context& context, asio::awaitable<T> work) {
  std::exception_ptr error;
  std::optional<T> result;
  asio::co_spawn(context, std::move(work), [&](std::exception_ptr e, T value) {
    error = e;
    if (!e) result = std::move(value);
  });
  context.restart();
  context.run();
  if (error) std::rethrow_exception(error);
  return std::move(*result);
}

}  // namespace fake
