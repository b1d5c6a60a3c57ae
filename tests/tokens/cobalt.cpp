// SPDX-License-Identifier: BSL-1.0
// Listings in the coroutines of Boost.Cobalt.

#include <doctest/doctest.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/cobalt/join.hpp>
#include <boost/cobalt/op.hpp>
#include <boost/cobalt/race.hpp>
#include <boost/cobalt/spawn.hpp>
#include <boost/cobalt/task.hpp>
#include <exception>
#include <optional>
#include <roster/eas.hpp>
#include <roster/range/completion_code.hpp>
#include <string>
#include <utility>
#include <vector>

namespace asio = boost::asio;
namespace cobalt = boost::cobalt;
using services = roster::async_range<roster::eas::service>;

/// Reads two lists at the same time and returns the number of their items. A failure of one, or the
/// cancellation of the task, cancels the other.
cobalt::task<std::size_t> count_both(services& first, services& second) {
  auto [some, more] =
      co_await cobalt::join(first.async_collect(cobalt::use_op), second.async_collect(cobalt::use_op));
  co_return some.size() + more.size();
}

/// Returns the names in a list, item by item.
cobalt::task<std::vector<std::string>> names_in(services& range) {
  std::vector<std::string> names;
  while (auto service = co_await range.async_next(cobalt::use_op)) names.push_back(service->service_name);
  co_return names;
}

#include "emulated.hpp"

namespace {

cobalt::task<std::size_t> count(services& range) {
  const auto all = co_await range.async_collect(cobalt::use_op);
  co_return all.size();
}

cobalt::task<std::size_t> count_names(services& range) {
  const auto names = co_await names_in(range);
  co_return names.size();
}

struct outcome {
  int completions{};
  boost::system::error_code code{};
  std::size_t items{};
};

/// Runs a task, cancels it after some steps of the event loop, and runs that to its end.
outcome cancel_after(std::size_t steps, tokens::emulated& world, cobalt::task<std::size_t> task) {
  outcome out;
  asio::cancellation_signal stop;
  cobalt::spawn(world.io.get_executor(), std::move(task),
                asio::bind_cancellation_slot(stop.slot(), [&](std::exception_ptr error, std::size_t items) {
                  ++out.completions;
                  out.code = roster::detail::completion_code(error);
                  out.items = items;
                }));
  CHECK(out.completions == 0);
  if (world.run(steps)) stop.emit(asio::cancellation_type::terminal);
  world.io.restart();
  world.io.run();
  CHECK(out.completions == 1);
  return out;
}

outcome run(tokens::emulated& world, cobalt::task<std::size_t> task) {
  return cancel_after(1000000, world, std::move(task));
}

}  // namespace

TEST_CASE("cobalt: async_collect() returns the items of all pages") {
  tokens::emulated world;
  auto range = world.client.list_services();
  const auto out = run(world, count(range));
  CHECK(!out.code);
  CHECK(out.items == tokens::pages);
  CHECK(world.requests() == tokens::pages);
}

TEST_CASE("cobalt: async_next() returns one item after another") {
  tokens::emulated world;
  auto range = world.client.list_services();
  const auto out = run(world, count_names(range));
  CHECK(!out.code);
  CHECK(out.items == tokens::pages);
}

TEST_CASE("cobalt: join reads several lists at the same time") {
  tokens::emulated world;
  auto first = world.client.list_services();
  auto second = world.client.list_services();
  const auto out = run(world, count_both(first, second));
  CHECK(!out.code);
  CHECK(out.items == 2 * tokens::pages);
}

TEST_CASE("cobalt: cancellation at any step ends with operation_aborted, and the range keeps its items") {
  std::size_t cancelled = 0;
  for (bool more = true; more; cancelled += more) {
    CAPTURE(cancelled);
    tokens::emulated world;
    auto range = world.client.list_services();
    const auto out = cancel_after(cancelled, world, count(range));
    more = out.code.failed();
    if (more) CHECK(out.code == asio::error::operation_aborted);
    CHECK(out.items == (more ? 0 : tokens::pages));
    CHECK(tokens::rest_of(world, range).size() == (more ? tokens::pages : 0));
  }
  CHECK(cancelled > tokens::pages);
}

TEST_CASE("cobalt: cancellation at any step cancels all parts of join") {
  std::size_t cancelled = 0;
  for (bool more = true; more; cancelled += more) {
    CAPTURE(cancelled);
    tokens::emulated world;
    auto first = world.client.list_services();
    auto second = world.client.list_services();
    const auto out = cancel_after(cancelled, world, count_both(first, second));
    more = out.code.failed();
    if (more) CHECK(out.code == asio::error::operation_aborted);
    CHECK(out.items == (more ? 0 : 2 * tokens::pages));
  }
  CHECK(cancelled > tokens::pages);
}

TEST_CASE("cobalt: race cancels the slower of two lists") {
  tokens::emulated world;
  auto first = world.client.list_services() | std::views::take(1);
  auto second = world.client.list_services();
  const auto fastest = [](auto& one, auto& other) -> cobalt::task<std::size_t> {
    const auto result =
        co_await cobalt::race(one.async_collect(cobalt::use_op), other.async_collect(cobalt::use_op));
    co_return result.index();
  };
  const auto out = run(world, fastest(first, second));
  CHECK(!out.code);
  CHECK(out.items == 0);
  CHECK(world.requests() < 1 + tokens::pages);
  CHECK(tokens::rest_of(world, second).size() == tokens::pages);
}

TEST_CASE("cobalt: a failure is thrown with its code, and the range has its details") {
  tokens::emulated world("denied:page=3");
  auto range = world.client.list_services();
  const auto out = run(world, count(range));
  CHECK(out.code == roster::errc::forbidden);
  REQUIRE(range.last_failure());
  CHECK(range.last_failure()->code() == roster::errc::forbidden);
}

TEST_CASE("cobalt: the failure of one list cancels the other of join") {
  tokens::emulated world("denied:at=4");
  auto first = world.client.list_services();
  auto second = world.client.list_services();
  const auto out = run(world, count_both(first, second));
  CHECK(out.code == roster::errc::forbidden);
  CHECK(world.requests() < 2 * tokens::pages);
}

TEST_CASE("cobalt: as_tuple returns the code in place of an exception") {
  tokens::emulated world("denied:page=3");
  auto range = world.client.list_services();
  const auto code_of = [](services& from) -> cobalt::task<std::size_t> {
    const auto [code, all] = co_await from.async_collect(asio::as_tuple(cobalt::use_op));
    co_return code == roster::errc::forbidden&& all.empty() ? 1 : 0;
  };
  CHECK(run(world, code_of(range)).items == 1);
}
