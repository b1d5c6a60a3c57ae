// SPDX-License-Identifier: BSL-1.0
#pragma once
// A transport that holds every response until the test releases it, in any order, and tracks what is in
// flight.

#include <algorithm>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>
#include <exception>
#include <functional>
#include <memory>
#include <roster/transport/transport.hpp>
#include <utility>
#include <vector>

namespace fake {

namespace asio = boost::asio;

class gated_transport final : public roster::transport {
 public:
  using script = std::function<roster::http::response(const roster::http::request&)>;

  explicit gated_transport(script answers) : answers_(std::move(answers)) {}

  asio::awaitable<roster::http::response> send(const roster::http::request& request, time_point) override {
    const auto gate = std::make_shared<held>(held{.request = request});
    gates_.push_back(gate);
    max_ = std::max(max_, in_flight());
    const auto executor = co_await asio::this_coro::executor;
    asio::steady_timer bell(executor, time_point::max());
    const at_the_gate mark(*gate, bell);
    boost::system::error_code rung;
    auto token = asio::redirect_error(asio::use_awaitable, rung);
    co_await bell.async_wait(token);
    if (!gate->open) throw boost::system::system_error(asio::error::operation_aborted);
    if (gate->broken) std::rethrow_exception(gate->broken);
    co_return answers_(request);
  }

  /// Releases the response to the request with that number, from 1.
  void open(std::size_t number) {
    auto& gate = *gates_.at(number - 1);
    gate.open = true;
    if (gate.bell != nullptr) gate.bell->cancel();
  }
  /// Lets that request fail.
  void break_(std::size_t number, std::exception_ptr how) {
    gates_.at(number - 1)->broken = std::move(how);
    open(number);
  }
  void open_all() {
    for (std::size_t number = 1; number <= sent(); ++number) open(number);
  }

  std::size_t sent() const noexcept { return gates_.size(); }
  const roster::http::request& request(std::size_t number) const { return gates_.at(number - 1)->request; }
  std::size_t in_flight() const noexcept {
    return static_cast<std::size_t>(std::count_if(gates_.begin(), gates_.end(), [](const auto& gate) {
      return gate->waits == waits::yes || gate->waits == waits::not_yet;
    }));
  }
  std::size_t max_in_flight() const noexcept { return max_; }

 private:
  enum class waits { not_yet, yes, no_more };
  struct held {
    roster::http::request request;
    bool open{};
    std::exception_ptr broken{};
    asio::steady_timer* bell{};
    gated_transport::waits waits{};
  };
  struct at_the_gate {
    held& gate;
    at_the_gate(held& at, asio::steady_timer& bell) noexcept : gate(at) {
      gate.bell = &bell;
      gate.waits = waits::yes;
    }
    at_the_gate(const at_the_gate&) = delete;
    at_the_gate& operator=(const at_the_gate&) = delete;
    ~at_the_gate() {
      gate.bell = nullptr;
      gate.waits = waits::no_more;
    }
  };

  script answers_;
  std::vector<std::shared_ptr<held>> gates_{};
  std::size_t max_{};
};

}  // namespace fake
