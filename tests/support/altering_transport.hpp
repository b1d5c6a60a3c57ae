// SPDX-License-Identifier: BSL-1.0
#pragma once
// A transport that forwards to another one, records the requests and alters the responses.

#include <boost/asio/awaitable.hpp>
#include <functional>
#include <memory>
#include <roster/transport/transport.hpp>
#include <utility>
#include <vector>

namespace fake {

namespace asio = boost::asio;

class altering_transport final : public roster::transport {
 public:
  explicit altering_transport(std::shared_ptr<roster::transport> to) : to_(std::move(to)) {}

  asio::awaitable<roster::http::response> send(const roster::http::request& request,
                                               time_point until) override {
    sent.push_back(request);
    auto response = co_await to_->send(request, until);
    alter(response);
    co_return response;
  }

  std::vector<roster::http::request> sent{};
  std::function<void(roster::http::response&)> alter = [](roster::http::response&) {};

 private:
  std::shared_ptr<roster::transport> to_;
};

}  // namespace fake
