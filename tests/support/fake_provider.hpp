// SPDX-License-Identifier: BSL-1.0
#pragma once
// A provider of temporary credentials that responds when the test says so, and counts its calls.

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <roster/auth/credentials_provider.hpp>
#include <string>
#include <vector>

namespace fake {

class provider final : public roster::credentials_provider {
 public:
  using answer = std::function<roster::credentials(int number)>;

  explicit provider(answer answers, bool holds = false) : answers_(std::move(answers)), holds_(holds) {}

  boost::asio::awaitable<roster::credentials> get() override {
    const int number = ++asked;
    auto executor = co_await boost::asio::this_coro::executor;
    if (holds_) {
      const auto gate =
          std::make_shared<boost::asio::steady_timer>(executor, boost::asio::steady_timer::time_point::max());
      gate_ = gate;
      boost::system::error_code ec;
      auto token = boost::asio::redirect_error(boost::asio::use_awaitable, ec);
      co_await gate->async_wait(token);
      if (holds_) throw boost::system::system_error(ec);  // cancelled
    }
    co_return answers_(number);
  }

  void invalidate(const roster::credentials& key) override { refused.push_back(key.access_key_id); }

  /// Resumes the waiting fetch, and lets later ones pass.
  void open() {
    holds_ = false;
    if (const auto gate = gate_.lock()) gate->cancel();
  }

  int asked{};
  std::vector<std::string> refused{};

 private:
  answer answers_;
  bool holds_;
  std::weak_ptr<boost::asio::steady_timer> gate_{};  // a test's event loop may end before this
};

/// A provider that has its credentials without waiting. Its `get` is not to be called while it has some.
class ready_provider final : public roster::credentials_provider {
 public:
  using answer = std::function<std::optional<roster::credentials>(int number)>;

  explicit ready_provider(answer answers) : answers_(std::move(answers)) {}

  boost::asio::awaitable<roster::credentials> get() override {
    ++awaited;
    co_return roster::credentials{.access_key_id = "awaited-" + std::to_string(awaited)};
  }
  std::optional<roster::credentials> try_get() override { return answers_(++asked); }

  int asked{};
  int awaited{};

 private:
  answer answers_;
};

}  // namespace fake
