// SPDX-License-Identifier: BSL-1.0
#pragma once
// A runtime in which time passes only during a sleep.

#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <roster/client/runtime.hpp>
#include <string>
#include <vector>

namespace fake {

namespace asio = boost::asio;

/// Virtual time: it advances by the requested sleeps, which are recorded.
struct world {
  std::chrono::sys_seconds wall{std::chrono::seconds(1'767'748'290)};  // 2026-01-07T01:11:30Z
  std::chrono::steady_clock::time_point steady{};
  std::vector<std::chrono::milliseconds> sleeps{};
  int nonces{};

  roster::runtime runtime() {
    return {.now = [this] { return wall; },
            .steady_now = [this] { return steady; },
            .sleep = [this](std::chrono::milliseconds time) { return sleep(time); },
            .nonce = [this] { return "nonce-" + std::to_string(++nonces); },
            .random = [] { return 0.5; }};
  }

 private:
  asio::awaitable<void> sleep(std::chrono::milliseconds time) {
    sleeps.push_back(time);
    steady += time;
    wall += std::chrono::ceil<std::chrono::seconds>(time);
    co_return;
  }
};

}  // namespace fake
