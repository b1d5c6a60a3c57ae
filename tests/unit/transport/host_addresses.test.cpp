// SPDX-License-Identifier: BSL-1.0

#include <dlfcn.h>
#include <doctest/doctest.h>
#include <netdb.h>
#include <condition_variable>
#include <mutex>
#include <string_view>

#include <support/client_bench.hpp>
#include <support/scripted_server.hpp>

namespace {

/// Blocks lookups of hosts below ".stuck" in the system's resolver until `release` is called.
struct stuck_resolver {
  std::mutex mutex{};
  std::condition_variable changed{};
  int asked{};
  bool let_go{};

  void wait() {
    std::unique_lock lock(mutex);
    ++asked;
    changed.wait(lock, [this] { return let_go; });
  }
  int times_asked() {
    const std::lock_guard lock(mutex);
    return asked;
  }
  void reset() {
    const std::lock_guard lock(mutex);
    asked = 0;
    let_go = false;
  }
  void release() {
    const std::lock_guard lock(mutex);
    let_go = true;
    changed.notify_all();
  }
} stuck;

}  // namespace

/// Replaces getaddrinfo in this program; forwards all other hosts to the system.
extern "C" int getaddrinfo(const char* host, const char* service, const addrinfo* hints, addrinfo** found) {
  static const auto system = reinterpret_cast<decltype(&::getaddrinfo)>(::dlsym(RTLD_NEXT, "getaddrinfo"));
  if (host == nullptr || !std::string_view(host).ends_with(".stuck"))
    return system(host, service, hints, found);
  stuck.wait();
  return EAI_AGAIN;
}

using namespace roster_test;

TEST_CASE(
    "host addresses: a blocked getaddrinfo is a timeout, and does not delay literal addresses (fault 6)") {
  client_bench bench({.connect_timeout = 30ms});
  scripted_server server(bench.context, {[](scripted_peer& peer) -> asio::awaitable<void> {
                           co_await peer.request();
                           co_await peer.say("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                         }});
  const auto f = bench.send(get({.scheme = "http", .host = "never.stuck", .port = 80})).failure();
  CHECK(f.condition() == roster::errc::timed_out);
  CHECK(std::string(f.what()) ==
        "name resolution timed out: no address for never.stuck within 30 ms; endpoint http://never.stuck:80");
  CHECK(stuck.times_asked() == 1);
  CHECK(bench.send(get(server.endpoint())).ok());
  stuck.release();  // otherwise the destructor of the event loop would wait for it
}

TEST_CASE("host addresses: lookups without a waiter are not started (fault 153)") {
  // The system's resolver runs one lookup at a time: abandoned ones must not delay later ones.
  stuck.reset();
  client_bench bench({.connect_timeout = 20ms});
  for (int i = 0; i < 5; ++i) {
    const auto f = bench.send(get({.scheme = "http", .host = "never.stuck", .port = 80})).failure();
    CHECK(f.condition() == roster::errc::timed_out);
  }
  asio::cancellation_signal cancel;
  const auto cancelled =
      bench.start(get({.scheme = "http", .host = "never.stuck", .port = 80}), 10s, cancel.slot());
  bench.context.restart();
  bench.context.poll();
  cancel.emit(asio::cancellation_type::terminal);
  bench.run([&] { return cancelled->over; });
  CHECK(cancelled->aborted());
  stuck.release();
  const auto patient = roster::make_http_client(bench.context.get_executor(), {});
  const auto request = get({.scheme = "http", .host = "later.stuck", .port = 80});
  bool over = false;
  asio::co_spawn(bench.context, patient->send(request, std::chrono::steady_clock::now() + 10s),
                 [&](std::exception_ptr error, const roster::http::response&) { over = error != nullptr; });
  bench.run([&] { return over; });
  CHECK(stuck.times_asked() == 2);  // the first, which cannot be interrupted, and the last
}

TEST_CASE("host addresses: a name of this machine has only loopback addresses (fault 218)") {
  const auto elsewhere = asio::ip::make_address("192.0.2.1");
  const auto here = asio::ip::make_address("127.0.0.1");
  client_bench bench({.resolve = [&](const std::string& host, roster::detail::address_handler done) {
    if (host == "spoofed.localhost") return done({}, {elsewhere});
    done({}, {elsewhere, here});
  }});
  scripted_server server(bench.context, {[](scripted_peer& peer) -> asio::awaitable<void> {
                           co_await peer.request();
                           co_await peer.say("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                         }});
  const auto f = bench.send(get({.scheme = "http", .host = "spoofed.localhost", .port = 80})).failure();
  CHECK(f.condition() == roster::errc::connection);
  CHECK(std::string(f.what()).find("no loopback address for spoofed.localhost") != std::string::npos);
  CHECK(bench.send(get(server.endpoint("http", "app.localhost"))).ok());
}
