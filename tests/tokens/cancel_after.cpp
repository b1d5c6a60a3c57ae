// SPDX-License-Identifier: BSL-1.0
// asio::cancel_after: a timeout of any operation.

#include <doctest/doctest.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/cancel_after.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <exception>
#include <iostream>
#include <optional>
#include <roster/eas.hpp>
#include <string>
#include <utility>
#include <vector>

namespace asio = boost::asio;
using services = roster::async_range<roster::eas::service>;

/// Collects a list for at most `timeout`. After a timeout the range keeps what it has received: a second call
/// continues there.
asio::awaitable<std::optional<std::vector<roster::eas::service>>> collect_for(
    services& range, std::chrono::milliseconds timeout) {
  auto collected = range.async_collect(asio::cancel_after(timeout, asio::as_tuple(asio::use_awaitable)));
  auto [error, all] = co_await std::move(collected);
  if (error == asio::error::operation_aborted) co_return std::nullopt;
  if (error) throw boost::system::system_error(error);
  co_return std::move(all);
}

#include "emulated.hpp"

using namespace std::chrono_literals;

TEST_CASE("cancel_after: a list that is fast enough is complete") {
  tokens::emulated world;
  auto range = world.client.list_services();
  const auto all = roster::await_blocking(world.io.get_executor(), collect_for(range, 1h));
  REQUIRE(all);
  CHECK(all->size() == tokens::pages);
}

TEST_CASE("cancel_after: a timeout in each page aborts the operation, and the next one continues there") {
  for (std::size_t page = 1; page <= tokens::pages; ++page) {
    CAPTURE(page);
    tokens::emulated world("stall:page=" + std::to_string(page) + ",times=1");
    auto range = world.client.list_services();
    CHECK(!roster::await_blocking(world.io.get_executor(), collect_for(range, 5ms)));
    CHECK(world.requests() == page);
    CHECK(tokens::rest_of(world, range).size() == tokens::pages);
    CHECK(world.requests() == tokens::pages + 1);
  }
}

TEST_CASE("cancel_after: async_next() and async_next_page() with a timeout") {
  tokens::emulated world("stall:page=1,times=2");
  auto range = world.client.list_services();
  const auto run = [&](auto operation) {
    std::optional<boost::system::error_code> code;
    std::move(operation)([&](boost::system::error_code error, const auto&) { code = error; });
    world.io.restart();
    world.io.run();
    REQUIRE(code);
    return *code;
  };
  CHECK(run(range.async_next(asio::cancel_after(5ms, asio::deferred))) == asio::error::operation_aborted);
  CHECK(run(range.async_next_page(asio::cancel_after(5ms, asio::deferred))) ==
        asio::error::operation_aborted);
  CHECK(!run(range.async_next(asio::cancel_after(1h, asio::deferred))));
  CHECK(tokens::rest_of(world, range).size() == tokens::pages - 1);
}

TEST_CASE("cancel_after: several lists at the same time, each with its own timeout") {
  tokens::emulated world("stall:at=2,times=1");
  auto slow = world.client.list_services();
  auto fast = world.client.list_services();
  std::optional<bool> slow_completed, fast_completed;
  const auto start = [&](services& range, std::chrono::milliseconds timeout, std::optional<bool>& completed) {
    asio::co_spawn(world.io, collect_for(range, timeout), [&](std::exception_ptr error, const auto& all) {
      CHECK(error == nullptr);
      completed = all.has_value();
    });
  };
  start(fast, 1h, fast_completed);
  start(slow, 5ms, slow_completed);
  world.io.run();
  CHECK(fast_completed == true);
  CHECK(slow_completed == false);
}

TEST_CASE("cancel_after: a failure arrives as its code") {
  tokens::emulated world("denied:page=3");
  auto range = world.client.list_services();
  CHECK_THROWS_WITH_AS(roster::await_blocking(world.io.get_executor(), collect_for(range, 1h)),
                       doctest::Contains("permission denied"), boost::system::system_error);
  REQUIRE(range.last_failure());
  CHECK(range.last_failure()->code() == roster::errc::forbidden);
}
