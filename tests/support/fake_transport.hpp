// SPDX-License-Identifier: BSL-1.0
#pragma once
// A transport with scripted responses.

#include <boost/asio/awaitable.hpp>
#include <functional>
#include <memory>
#include <roster/failure.hpp>
#include <roster/transport/transport.hpp>
#include <string>
#include <support/fake_runtime.hpp>
#include <support/run.hpp>
#include <utility>
#include <vector>

namespace fake {

namespace asio = boost::asio;

/// Responds to every request as the script says; throws what the script throws.
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

}  // namespace fake
