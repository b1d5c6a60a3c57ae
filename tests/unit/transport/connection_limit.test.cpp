// SPDX-License-Identifier: BSL-1.0

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <deque>
#include <exception>
#include <memory>
#include <roster/transport/detail/connection_pool.hpp>
#include <string>
#include <vector>

#include <support/client_bench.hpp>
#include <support/scripted_server.hpp>

using namespace roster_test;
using roster::detail::connection_limit;
using roster::detail::connection_permit;

namespace {

constexpr auto never = std::chrono::steady_clock::time_point::max();

/// Users of a limited number of connections; each holds its permit until `leave` is called.
class users {
 public:
  explicit users(std::size_t most) : limit_(most) {}

  void come(std::string name, std::chrono::steady_clock::time_point latest = never) {
    auto& one = all_.emplace_back(std::move(name));
    asio::co_spawn(*context_, use(one, latest),
                   asio::bind_cancellation_slot(one.stop.slot(), [&one](std::exception_ptr e) {
                     one.says = e ? "aborted" : one.says;
                     one.gone = true;
                   }));
    poll();
  }
  void leave(std::size_t number) {
    all_[number].leaving->cancel();
    poll();
  }
  void cancel(std::size_t number) {
    all_[number].stop.emit(asio::cancellation_type::terminal);
    poll();
  }
  /// Returns the names of the users with a permit, in the order in which they acquired it.
  std::string served() const { return served_; }
  const std::string& said(std::size_t number) const { return all_[number].says; }
  void poll() {
    context_->restart();
    context_->poll();
  }
  void run_until_gone(std::size_t number) {
    context_->restart();
    while (!all_[number].gone) context_->run_one();
  }
  void destroy_context() { context_.reset(); }

 private:
  struct user {
    explicit user(std::string n) : name(std::move(n)) {}
    std::string name;
    std::string says{};
    bool gone{};
    asio::cancellation_signal stop{};
    asio::steady_timer* leaving{};
  };

  asio::awaitable<void> use(user& who, std::chrono::steady_clock::time_point latest) {
    const auto executor = co_await asio::this_coro::executor;
    asio::steady_timer leaving(executor, never);
    who.leaving = &leaving;
    connection_permit permit(limit_);
    const bool is_ours = co_await permit.take(latest);
    who.says = is_ours ? "served" : "late";
    if (!is_ours) co_return;
    served_ += who.name;
    boost::system::error_code ignored;
    auto token = asio::redirect_error(asio::use_awaitable, ignored);
    co_await leaving.async_wait(token);
  }

  connection_limit limit_;
  std::deque<user> all_{};
  std::string served_{};
  std::unique_ptr<asio::io_context> context_ = std::make_unique<asio::io_context>();
};

}  // namespace

TEST_CASE("connection limit: permits are granted in FIFO order") {
  users all(2);
  for (const char* name : {"a", "b", "c", "d", "e"}) all.come(name);
  CHECK(all.served() == "ab");
  all.leave(1);
  CHECK(all.served() == "abc");
  all.leave(0);
  all.leave(2);
  CHECK(all.served() == "abcde");
  all.leave(3);
  all.come("f");
  all.come("g");
  CHECK(all.served() == "abcdef");
}

TEST_CASE(
    "connection limit: a waiter that is cancelled, before or after its permit is granted, leaves it to the "
    "others") {
  users all(1);
  for (const char* name : {"a", "b", "c", "d"}) all.come(name);
  all.cancel(1);
  CHECK(all.said(1) == "aborted");
  all.leave(0);
  CHECK(all.served() == "ac");
  all.cancel(2);
  CHECK(all.served() == "acd");
}

TEST_CASE("connection limit: a waiter stops waiting at its deadline") {
  users all(1);
  all.come("a");
  all.come("b", std::chrono::steady_clock::now());
  all.come("c");
  all.run_until_gone(1);
  CHECK(all.said(1) == "late");
  all.leave(0);
  CHECK(all.served() == "ac");
}

TEST_CASE("connection limit: an event loop may be destroyed while users wait") {
  users all(1);
  for (const char* name : {"a", "b", "c"}) all.come(name);
  all.destroy_context();
  CHECK(all.served() == "a");
  CHECK(all.said(1) == "");
}

TEST_CASE("http client: sends beyond max_connections wait in FIFO order") {
  client_bench bench({.max_connections = 1});
  std::vector<std::string> seen;
  const auto answer_one = [&](scripted_peer& peer) -> asio::awaitable<void> {
    while (true) {
      const std::string got = co_await peer.request();
      if (got.empty()) co_return;
      seen.push_back(got.substr(4, 2));
      const std::string answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
      co_await peer.say(answer);
    }
  };
  scripted_server server(bench.context, {answer_one});
  std::vector<std::shared_ptr<outcome>> sent;
  for (const char* path : {"/a", "/b", "/c", "/d", "/e", "/f"})
    sent.push_back(bench.start(get(server.endpoint(), path)));
  for (const auto& one : sent) {
    bench.run([&] { return one->over; });
    CHECK_MESSAGE(one->ok(), one->what());
  }
  CHECK(server.connections() == 1);
  CHECK(seen == std::vector<std::string>{"/a", "/b", "/c", "/d", "/e", "/f"});
}

TEST_CASE("http client: a send that gets no connection before its deadline times out with the reason") {
  client_bench bench({.max_connections = 1});
  scripted_server server(
      bench.context, {[](scripted_peer& peer) -> asio::awaitable<void> { co_await peer.until_closed(); }});
  const auto first = bench.start(get(server.endpoint()));
  const auto second = bench.start(get(server.endpoint()), 20ms);
  bench.run([&] { return second->over; });
  const auto f = second->failure();
  CHECK(f.condition() == roster::errc::timed_out);
  CHECK(std::string(f.what()).starts_with(
      "timed out: no connection became available within 20 ms: all 1 (max_connections) were in use"));
  CHECK(!first->over);
}

TEST_CASE("http client: max_connections of 0 is rejected on construction") {
  CHECK_THROWS_AS(client_bench({.max_connections = 0}), roster::failure);
}
