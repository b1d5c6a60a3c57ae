// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <memory>
#include <roster/eas/client.hpp>
#include <roster/emulator/cloud.hpp>
#include <roster/emulator/server/server.hpp>
#include <roster/transport/http_client.hpp>
#include <roster/transport/transport.hpp>
#include <string>
#include <support/lifetimes.hpp>
#include <thread>
#include <utility>

namespace {

namespace asio = boost::asio;

/// Waits for a few steps of the executor, whatever the duration.
asio::awaitable<void> pause(std::chrono::milliseconds) {
  const auto executor = co_await asio::this_coro::executor;
  for (int step = 0; step < 3; ++step) co_await asio::post(executor, asio::use_awaitable);
}

/// Serves three pages on a thread of its own.
class server {
 public:
  server() : thread_([this] { io_.run(); }) {}
  ~server() {
    server_.stop();
    thread_.join();
  }
  const roster::emulator::cloud& clouds() const { return clouds_; }
  const std::string& endpoint() const { return endpoint_; }

 private:
  asio::io_context io_{};
  roster::emulator::cloud clouds_{{.services = lifetime::items, .page_size_clamp = 2}};
  roster::emulator::server server_{io_.get_executor(), clouds_};
  std::string endpoint_{server_.start()};
  std::thread thread_;
};

/// A listing whose client is destroyed before it begins.
struct world {
  std::unique_ptr<asio::io_context> io = std::make_unique<asio::io_context>();
  lifetime::hook called = std::make_shared<std::function<void()>>();
  std::weak_ptr<roster::transport> way{};

  bool let_go() const { return way.expired(); }

 protected:
  auto list(const roster::emulator::cloud& clouds, std::string endpoint,
            std::shared_ptr<roster::transport> by) {
    way = by;
    const roster::eas::client client(io->get_executor(), {.endpoint = std::move(endpoint),
                                                          .credentials = clouds.credentials(),
                                                          .transport = std::move(by),
                                                          .runtime = {.sleep = pause}});
    return lifetime::hooked(client.list_services(), called);
  }
};

/// Three pages, the second of which is throttled once.
struct in_process : world {
  roster::emulator::cloud clouds{{.services = lifetime::items,
                                  .page_size_clamp = 2,
                                  .faults = {{.kind = roster::emulator::fault_kind::throttle, .page = 2}}}};

  auto range() { return list(clouds, "http://emulator", clouds.transport(io->get_executor())); }
};

struct by_sockets : world {
  auto range() {
    static const server serving;
    return list(serving.clouds(), serving.endpoint(), roster::make_http_client(io->get_executor()));
  }
};

}  // namespace

TEST_CASE_TEMPLATE("client lifetimes: a range is destroyed at any step of any operation", W, in_process,
                   by_sockets) {
  lifetime::check_range_destroyed<W>();
}
TEST_CASE_TEMPLATE(
    "client lifetimes: a range is moved at any step of any operation, and the moved-from range must not be "
    "used",
    W, in_process, by_sockets) {
  lifetime::check_range_moved<W>();
}
TEST_CASE_TEMPLATE("client lifetimes: a context is destroyed at any step of any operation", W, in_process,
                   by_sockets) {
  lifetime::check_context_destroyed<W>();
}
TEST_CASE_TEMPLATE("client lifetimes: an operation's handler destroys the range", W, in_process, by_sockets) {
  lifetime::check_destroyed_by_handler<W>();
}
TEST_CASE_TEMPLATE("client lifetimes: an operation is cancelled at any step, and the range can resume", W,
                   in_process, by_sockets) {
  lifetime::check_cancelled<W>();
}
TEST_CASE("client lifetimes: a second operation is rejected while one is in flight") {
  lifetime::check_second_refused<in_process>();
}
TEST_CASE_TEMPLATE(
    "client lifetimes: a coroutine that owns the range is cancelled, or destroyed, at any step", W,
    in_process, by_sockets) {
  lifetime::check_frame_destroyed<W>();
}
TEST_CASE("client lifetimes: a function of the pipeline destroys the range") {
  lifetime::check_destroyed_by_function<in_process>();
}
TEST_CASE("client lifetimes: a function of the pipeline throws at any call") {
  lifetime::check_function_throws<in_process>();
}
TEST_CASE("client lifetimes: a function of the pipeline must not await its own range") {
  lifetime::check_second_refused_to_function<in_process>();
}
