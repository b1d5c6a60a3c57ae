// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <memory>
#include <optional>
#include <range/lifetimes.hpp>
#include <roster/eas/client.hpp>
#include <roster/emulator/emulator.hpp>
#include <roster/transport/transport.hpp>
#include <utility>

namespace {

/// Stands still for a few steps of the executor, whatever time is asked for.
boost::asio::awaitable<void> pause(std::chrono::milliseconds) {
  const auto executor = co_await boost::asio::this_coro::executor;
  for (int step = 0; step < 3; ++step) co_await boost::asio::post(executor, boost::asio::use_awaitable);
}

/// Three pages from the emulator, the second of which comes when it is asked for again.
struct world {
  std::unique_ptr<boost::asio::io_context> io = std::make_unique<boost::asio::io_context>();
  lifetime::hook called = std::make_shared<std::function<void()>>();
  roster::emulator clouds{{.services = lifetime::items,
                           .page_size_clamp = 2,
                           .faults = {{.kind = roster::fault_kind::throttle, .page = 2}}}};
  std::optional<roster::eas::client> client{};
  std::weak_ptr<roster::transport> way{};

  world() {
    roster::eas::client_config config{.endpoint = "http://emulator",
                                      .credentials = clouds.credentials(),
                                      .transport = clouds.transport(io->get_executor()),
                                      .around = {.sleep = pause}};
    way = config.transport;
    client.emplace(io->get_executor(), std::move(config));
  }
  /// The client itself is gone before its listing begins.
  auto range() {
    auto all = client->list_services();
    client.reset();
    return lifetime::hooked(std::move(all), called);
  }
  bool let_go() const { return way.expired(); }
};

}  // namespace

TEST_CASE("client lifetimes: a range is destroyed at any step of any operation") {
  lifetime::check_range_destroyed<world>();
}
TEST_CASE("client lifetimes: a range is moved at any step of any operation, and may not be used then") {
  lifetime::check_range_moved<world>();
}
TEST_CASE("client lifetimes: a context is destroyed at any step of any operation") {
  lifetime::check_context_destroyed<world>();
}
TEST_CASE("client lifetimes: an operation's handler destroys the range") {
  lifetime::check_destroyed_by_handler<world>();
}
TEST_CASE("client lifetimes: an operation is cancelled at any step, and the range goes on") {
  lifetime::check_cancelled<world>();
}
TEST_CASE("client lifetimes: a second operation is refused while one is in flight") {
  lifetime::check_second_refused<world>();
}
TEST_CASE("client lifetimes: a coroutine that owns the range is cancelled, or destroyed, at any step") {
  lifetime::check_frame_destroyed<world>();
}
TEST_CASE("client lifetimes: a function of the pipeline destroys the range") {
  lifetime::check_destroyed_by_function<world>();
}
TEST_CASE("client lifetimes: a function of the pipeline throws at any call") {
  lifetime::check_function_throws<world>();
}
TEST_CASE("client lifetimes: a function of the pipeline may not await its own range") {
  lifetime::check_second_refused_to_function<world>();
}
