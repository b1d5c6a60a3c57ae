// SPDX-License-Identifier: BSL-1.0

#include <doctest/doctest.h>
#include <sys/resource.h>
#include <csignal>
#include <string>
#include <support/open_descriptors.hpp>
#include <vector>

#include <support/client_bench.hpp>
#include <support/dead_address.hpp>
#include <support/scripted_server.hpp>

using namespace roster_test;
using roster::errc;

namespace {

constexpr std::string_view ok_response = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

/// Responds to `times` requests, then waits for the client to close; the requests are added to `seen`.
script answering(std::size_t times, std::vector<std::string>* seen = nullptr,
                 std::string_view answer = ok_response) {
  return [=](scripted_peer& peer) -> asio::awaitable<void> {
    for (std::size_t i = 0; i < times; ++i) {
      const std::string got = co_await peer.request();
      if (seen != nullptr) seen->push_back(got);
      co_await peer.say(answer);
    }
    co_await peer.until_closed();
  };
}

/// Reads the request and closes without a response.
script swallowing(bool reset) {
  return [=](scripted_peer& peer) -> asio::awaitable<void> {
    co_await peer.request();
    if (reset) peer.reset();
  };
}

script saying(std::string text, bool reset = false) {
  return [=](scripted_peer& peer) -> asio::awaitable<void> {
    co_await peer.request();
    co_await peer.say(text);
    if (reset) {
      peer.reset();
      co_return;
    }
    peer.hang_up();
    co_await peer.until_closed();
  };
}

script silent() {
  return [](scripted_peer& peer) -> asio::awaitable<void> { co_await peer.until_closed(); };
}

void check(const roster::failure& f, errc condition, const std::string& text) {
  const std::string what = f.what();
  CAPTURE(what);
  CHECK(f.condition() == condition);
  CHECK(what.find(text) != what.npos);
  CHECK(f.details().endpoint.starts_with("http"));
}

}  // namespace

TEST_CASE("http client: one connection serves many requests") {
  client_bench bench;
  std::vector<std::string> seen;
  scripted_server server(bench.context, {answering(100, &seen)});
  for (int i = 0; i < 50; ++i) {
    const auto got = bench.send(get(server.endpoint(), "/list"));
    REQUIRE_MESSAGE(got.ok(), got.what());
    CHECK(got.answer.body == "ok");
    REQUIRE(bench.send(post(server.endpoint(), "{}")).ok());
  }
  CHECK(server.connections() == 1);
  CHECK(seen.at(0).starts_with("GET /list HTTP/1.1\r\nhost: 127.0.0.1:" + std::to_string(server.port()) +
                               "\r\n"));
  CHECK(seen.at(1).ends_with("Content-Length: 2\r\n\r\n{}"));
}

TEST_CASE("http client: concurrent sends use separate connections, which are pooled up to the limit") {
  client_bench bench({.max_idle_connections = 3});
  scripted_server server(bench.context, std::vector<script>(10, answering(2)));
  const auto five_at_once = [&] {
    std::vector<std::shared_ptr<outcome>> sends;
    for (int i = 0; i < 5; ++i) sends.push_back(bench.start(get(server.endpoint())));
    for (const auto& s : sends) {
      bench.run([&] { return s->over; });
      CHECK_MESSAGE(s->ok(), s->what());
    }
  };
  five_at_once();
  CHECK(server.connections() == 5);
  five_at_once();
  CHECK(server.connections() == 7);
}

TEST_CASE("http client: different origins do not share connections") {
  client_bench bench;
  scripted_server one(bench.context, {answering(2)});
  scripted_server two(bench.context, {answering(2)});
  for (int i = 0; i < 2; ++i) {
    CHECK(bench.send(get(one.endpoint())).ok());
    CHECK(bench.send(get(two.endpoint())).ok());
  }
  CHECK(one.connections() == 1);
  CHECK(two.connections() == 1);
}

TEST_CASE("http client: a connection that was idle for too long is not reused") {
  client_bench bench({.idle_timeout = 0ms});
  scripted_server server(bench.context, {answering(1), answering(1)});
  CHECK(bench.send(get(server.endpoint())).ok());
  CHECK(bench.send(get(server.endpoint())).ok());
  CHECK(server.connections() == 2);
}

TEST_CASE("http client: no idle connection keeps the event loop running") {
  client_bench bench;
  scripted_server server(bench.context, {[](scripted_peer& peer) -> asio::awaitable<void> {
                           co_await peer.request();
                           co_await peer.say(ok_response);
                         }});
  CHECK(bench.send(get(server.endpoint())).ok());
  asio::io_context other;
  const auto client = roster::make_http_client(other.get_executor());
  scripted_server here(other, {answering(1)});
  bool answered = false;
  const auto request = get(here.endpoint());
  asio::co_spawn(other, client->send(request, std::chrono::steady_clock::now() + 10s),
                 [&](std::exception_ptr error, const roster::http::response&) { answered = !error; });
  while (!answered) REQUIRE(other.run_one_for(10s) == 1);
}

TEST_CASE("http client: an idle connection that the server closed is discarded (fault 20)") {
  client_bench bench;
  bool closed = false;
  scripted_server server(bench.context, {[&](scripted_peer& peer) -> asio::awaitable<void> {
                                           co_await peer.request();
                                           co_await peer.say(ok_response);
                                           peer.hang_up();
                                           closed = true;
                                           co_await peer.until_closed();
                                         },
                                         answering(1)});
  CHECK(bench.send(get(server.endpoint())).ok());
  bench.run([&] { return closed; });
  const auto got = bench.send(post(server.endpoint(), "{}"));
  CHECK_MESSAGE(got.ok(), got.what());
  CHECK(server.connections() == 2);
}

TEST_CASE("http client: a forged response on an idle connection is never accepted (fault 24)") {
  client_bench bench;
  bool forged = false;
  scripted_server server(bench.context,
                         {[&](scripted_peer& peer) -> asio::awaitable<void> {
                            co_await peer.request();
                            co_await peer.say(ok_response);
                            co_await peer.request();
                            co_await peer.say(ok_response);
                            co_await peer.say("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nforged");
                            co_await peer.delivered();
                            forged = true;
                            co_await peer.until_closed();
                          },
                          answering(1)});
  CHECK(bench.send(get(server.endpoint())).ok());
  CHECK(bench.send(get(server.endpoint())).ok());
  bench.run([&] { return forged; });
  CHECK(bench.send(get(server.endpoint())).answer.body == "ok");
  CHECK(server.connections() == 2);
}

TEST_CASE(
    "http client: a connection with bytes after the response, in the same segment, is not reused (fault "
    "24)") {
  client_bench bench;
  const std::string two = std::string(ok_response) + "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nforged";
  scripted_server server(bench.context, {answering(1, nullptr, two), answering(1)});
  CHECK(bench.send(get(server.endpoint())).answer.body == "ok");
  CHECK(bench.send(get(server.endpoint())).answer.body == "ok");
  CHECK(server.connections() == 2);
}

TEST_CASE(
    "http client: a pooled connection closed before any response byte: re-sent on another one, for GET and "
    "POST (fault 21)") {
  for (const bool reset : {false, true}) {
    client_bench bench;
    std::vector<std::string> seen;
    int swallowed = 0;
    const script once_then_swallow = [&](scripted_peer& peer) -> asio::awaitable<void> {
      co_await peer.request();
      co_await peer.say(ok_response);
      const std::string second = co_await peer.request();
      swallowed += !second.empty();
      if (reset) peer.reset();
    };
    scripted_server server(bench.context, {once_then_swallow, once_then_swallow, answering(1, &seen)});
    CHECK(bench.send(get(server.endpoint())).ok());
    CHECK(bench.send(get(server.endpoint())).ok());
    const auto posted = bench.send(post(server.endpoint(), "{\"a\":1}"));
    CHECK_MESSAGE(posted.ok(), posted.what());
    CHECK(server.connections() == 3);
    CHECK(swallowed == 2);
    CHECK(seen.at(0).ends_with("{\"a\":1}"));
  }
}

TEST_CASE("http client: a re-sent request is signed again (fault 143)") {
  client_bench bench;
  std::vector<std::string> seen;
  const script once_then_swallow = [&](scripted_peer& peer) -> asio::awaitable<void> {
    co_await peer.request();
    co_await peer.say(ok_response);
    seen.push_back(co_await peer.request());
  };
  scripted_server server(bench.context, {once_then_swallow, answering(1, &seen)});
  auto request = get(server.endpoint());
  int nonces = 0;
  request.renew = [&] { request.headers.set("x-nonce", std::to_string(++nonces)); };
  request.headers.set("x-nonce", "0");
  const auto client = roster::make_http_client(bench.context.get_executor(), {});
  const auto send_twice = [&]() -> asio::awaitable<void> {
    for (int i = 0; i < 2; ++i) {
      const auto answer = co_await client->send(request, std::chrono::steady_clock::now() + 10s);
      CHECK(answer.body == "ok");
    }
  };
  bool over = false;
  asio::co_spawn(bench.context, send_twice(), [&](std::exception_ptr error) { over = !error; });
  bench.run([&] { return over; });
  CHECK(nonces == 1);
  REQUIRE(seen.size() == 2);
  CHECK(seen[0].find("x-nonce: 0\r\n") != std::string::npos);
  CHECK(seen[1].find("x-nonce: 1\r\n") != std::string::npos);
}

TEST_CASE("http client: a request that is not idempotent is sent once, on a new connection") {
  client_bench bench;
  const script once_then_swallow = [](scripted_peer& peer) -> asio::awaitable<void> {
    co_await peer.request();
    co_await peer.say(ok_response);
    co_await peer.request();
  };
  std::vector<std::string> seen;
  scripted_server server(bench.context, {once_then_swallow, answering(2, &seen), swallowing(true)});
  CHECK(bench.send(get(server.endpoint())).ok());
  auto change = post(server.endpoint(), "{\"a\":1}");
  change.idempotent = false;
  CHECK(bench.send(change).ok());
  CHECK(seen.size() == 1);
  CHECK(server.connections() == 2);
  check(bench.send(change).failure(), errc::connection, "closed the connection before any response byte");
  CHECK(server.connections() == 3);
  CHECK(seen.size() == 1);
}

TEST_CASE("http client: after three closed pooled connections a new one is opened, even if others are idle") {
  client_bench bench;
  int dead = 0;
  const script dies = [&](scripted_peer& peer) -> asio::awaitable<void> {
    co_await peer.request();
    co_await peer.say(ok_response);
    co_await peer.request();
    ++dead;
  };
  std::vector<script> scripts(5, dies);
  scripts.push_back(answering(1));
  scripted_server server(bench.context, scripts);
  std::vector<std::shared_ptr<outcome>> sends;
  for (int i = 0; i < 5; ++i) sends.push_back(bench.start(get(server.endpoint())));
  for (const auto& s : sends) bench.run([&] { return s->over; });
  CHECK(server.connections() == 5);
  const auto got = bench.send(get(server.endpoint()));
  CHECK_MESSAGE(got.ok(), got.what());
  CHECK(dead == 3);
  CHECK(server.connections() == 6);
}

TEST_CASE("http client: a request on a new connection is never re-sent") {
  for (const bool reset : {false, true}) {
    client_bench bench;
    scripted_server server(bench.context, {swallowing(reset), answering(1)});
    check(bench.send(get(server.endpoint())).failure(), errc::connection,
          "closed the connection before any response byte");
    CHECK(server.connections() == 1);
  }
}

TEST_CASE("http client: a request is not re-sent after the first response byte") {
  client_bench bench;
  scripted_server server(bench.context, {[](scripted_peer& peer) -> asio::awaitable<void> {
                                           co_await peer.request();
                                           co_await peer.say(ok_response);
                                           co_await peer.request();
                                           co_await peer.say("H");
                                         },
                                         answering(1)});
  CHECK(bench.send(get(server.endpoint())).ok());
  check(bench.send(get(server.endpoint())).failure(), errc::connection, "ended within its header");
  CHECK(server.connections() == 1);
}

TEST_CASE("http client: the failure of a refused connection contains the endpoint and the reason") {
  client_bench bench;
  std::uint16_t port = 0;
  {
    scripted_server gone(bench.context, {});
    port = gone.port();
  }
  const auto f = bench.send(get({.scheme = "http", .host = "127.0.0.1", .port = port})).failure();
  const std::string origin = "http://127.0.0.1:" + std::to_string(port);
  CHECK(f.condition() == errc::connection);
  CHECK(std::string(f.what()) == "connection refused: cannot connect to " + origin);
  CHECK(f.details().endpoint == origin);
  CHECK(f.details().cause == asio::error::connection_refused);
}

TEST_CASE("http client: a connection attempt without a response is a connect timeout (fault 4)") {
  client_bench bench({.connect_timeout = 50ms});
  dead_address dead(bench.context);
  const auto f = bench.send(get({.scheme = "http", .host = "127.0.0.1", .port = dead.port()})).failure();
  CHECK(std::string(f.what()) == "connect timed out: no connection to http://127.0.0.1:" +
                                     std::to_string(dead.port()) + " within 50 ms");
  check(f, errc::timed_out, "");
  CHECK(dead.accept_all() < dead.fillers());  // the accept queue was full
}

TEST_CASE("http client: without free descriptors a send fails with an error; later sends succeed (fault 7)") {
  client_bench bench;
  scripted_server server(bench.context, {answering(1)});
  const auto to = server.endpoint();
  bench.context.poll();  // the server accepts connections
  rlimit before{};
  REQUIRE(::getrlimit(RLIMIT_NOFILE, &before) == 0);
  asio::ip::tcp::socket lowest_free(bench.context, asio::ip::tcp::v4());
  const std::size_t open = test::open_descriptors();
  const rlimit none{static_cast<rlim_t>(lowest_free.native_handle()), before.rlim_max};
  REQUIRE(::setrlimit(RLIMIT_NOFILE, &none) == 0);
  const auto result = bench.send(get(to));
  REQUIRE(::setrlimit(RLIMIT_NOFILE, &before) == 0);
  CHECK(test::open_descriptors() == open);
  check(result.failure(), errc::connection, "connection failed: cannot connect to http://127.0.0.1:");
  CHECK(server.connections() == 0);
  const auto later = bench.send(get(to));
  CHECK_MESSAGE(later.ok(), later.what());
  CHECK(server.connections() == 1);
}

TEST_CASE("http client: writing to a closed connection raises no SIGPIPE (fault 19)") {
  static volatile std::sig_atomic_t raised = 0;
  const auto before = std::signal(SIGPIPE, [](int) { raised = raised + 1; });
  client_bench bench;
  int resets = 0;
  scripted_server server(bench.context, {[&](scripted_peer& peer) -> asio::awaitable<void> {
                           co_await peer.some();
                           peer.hang_up();  // without this FIN the error would be a reset, not a broken pipe
                           peer.reset();
                           ++resets;
                         }});
  const std::string body(32 * 1024 * 1024, 'x');
  const auto f = bench.send(post(server.endpoint(), body)).failure();
  std::signal(SIGPIPE, before);
  check(f, errc::connection, "closed the connection before any response byte");
  CHECK(f.details().cause == asio::error::broken_pipe);
  CHECK(resets == 1);
  CHECK(raised == 0);
}

TEST_CASE("http client: an idle connection that was reset is replaced (fault 20)") {
  client_bench bench;
  bool reset = false;
  scripted_server server(bench.context, {[&](scripted_peer& peer) -> asio::awaitable<void> {
                                           co_await peer.request();
                                           co_await peer.say(ok_response);
                                           co_await peer.delivered();
                                           peer.reset();
                                           reset = true;
                                         },
                                         answering(1)});
  CHECK(bench.send(get(server.endpoint())).ok());
  bench.run([&] { return reset; });
  CHECK(bench.send(get(server.endpoint())).ok());
  CHECK(server.connections() == 2);
}

TEST_CASE("http client: every address of a host is tried (fault 5)") {
  const auto dead = asio::ip::make_address("127.0.0.77");
  const auto dead_too = asio::ip::make_address("::1");
  const auto alive = asio::ip::make_address("127.0.0.1");
  client_bench bench({.resolve = [&](const std::string& host, roster::detail::address_handler done) {
    if (host == "dead.example") return done({}, {dead});
    if (host == "six.example") return done({}, {dead_too});
    done({}, {dead, dead_too, alive});
  }});
  scripted_server server(bench.context, {answering(1)});
  const auto got = bench.send(get(server.endpoint("http", "many.example")));
  CHECK_MESSAGE(got.ok(), got.what());
  const auto to = server.endpoint("http", "dead.example");
  check(bench.send(get(to)).failure(), errc::connection,
        "connection refused: cannot connect to " + to.origin() + " (tried 127.0.0.77: connection refused)");
  check(bench.send(get(server.endpoint("http", "six.example"))).failure(), errc::connection,
        "cannot connect to http://six.example");
  CHECK(server.connections() == 1);
}

TEST_CASE(
    "http client: an unreachable address delays 250 ms once, then the connected address is tried first "
    "(fault 149)") {
  const auto first = asio::ip::make_address("127.0.0.2");
  const auto second = asio::ip::make_address("127.0.0.1");
  client_bench bench(
      {.max_idle_connections = 0, .resolve = [&](const std::string&, roster::detail::address_handler done) {
         done({}, {first, second});
       }});
  scripted_server server(bench.context, std::vector<script>(4, answering(1)));
  const auto request = get(server.endpoint("http", "two.example"));
  std::optional<dead_address> dead(std::in_place, bench.context, "127.0.0.2", server.port());
  const auto begin = std::chrono::steady_clock::now();
  CHECK(bench.send(request).ok());
  CHECK(std::chrono::steady_clock::now() - begin >= 250ms);
  dead.reset();
  scripted_server back(bench.context, {answering(1)}, nullptr, server.port(), first);
  for (int i = 0; i < 3; ++i) CHECK(bench.send(request).ok());
  CHECK(server.connections() == 4);
  CHECK(back.connections() == 0);  // not tried, although the resolver returns it first
}

TEST_CASE(
    "http client: the preferred address is dropped when it becomes unreachable, and another one is used "
    "(fault 150)") {
  const auto first = asio::ip::make_address("127.0.0.2");
  const auto second = asio::ip::make_address("127.0.0.1");
  client_bench bench(
      {.max_idle_connections = 0, .resolve = [&](const std::string&, roster::detail::address_handler done) {
         done({}, {first, second});
       }});
  std::optional<scripted_server> server(std::in_place, bench.context, std::vector<script>(4, answering(1)));
  const std::uint16_t port = server->port();
  const auto request = get(server->endpoint("http", "two.example"));
  CHECK(bench.send(request).ok());  // the first address refuses
  server.reset();
  std::optional<dead_address> dead(std::in_place, bench.context, "127.0.0.1", port);
  scripted_server other(bench.context, std::vector<script>(4, answering(1)), nullptr, port, first);
  const auto begin = std::chrono::steady_clock::now();
  CHECK(bench.send(request).ok());
  CHECK(std::chrono::steady_clock::now() - begin >= 250ms);
  CHECK(other.connections() == 1);
  dead.reset();
  server.emplace(bench.context, std::vector<script>(4, answering(1)), nullptr, port);
  CHECK(bench.send(request).ok());
  CHECK(other.connections() == 2);
  CHECK(server->connections() == 0);
}

TEST_CASE(
    "http client: if no address can be connected to, the failure lists each with its error (fault 151)") {
  client_bench bench(
      {.connect_timeout = 600ms,
       .resolve = [](const std::string& host, roster::detail::address_handler done) {
         if (host == "none.example")
           done({}, {asio::ip::make_address("127.0.0.3"), asio::ip::make_address("127.0.0.4")});
         else
           done({}, {asio::ip::make_address("127.0.0.2"), asio::ip::make_address("127.0.0.3")});
       }});
  dead_address dead(bench.context, "127.0.0.2");
  const std::string port = std::to_string(dead.port());
  const auto to = [&](const char* host) {
    return get({.scheme = "http", .host = host, .port = dead.port()});
  };
  const auto refused = bench.send(to("none.example")).failure();
  CHECK(refused.condition() == errc::connection);
  CHECK(refused.details().cause == asio::error::connection_refused);
  CHECK(std::string(refused.what()) ==
        "connection refused: cannot connect to http://none.example:" + port +
            " (tried 127.0.0.3: connection refused, 127.0.0.4: connection refused)");
  const auto late = bench.send(to("half.example")).failure();
  CHECK(late.condition() == errc::timed_out);
  CHECK(std::string(late.what()) ==
        "connect timed out: no connection to http://half.example:" + port +
            " within 600 ms (tried 127.0.0.2: no response, 127.0.0.3: connection refused)");
}

TEST_CASE(
    "http client: a send to a host with an unreachable address can be cancelled at each step, without "
    "leaking a socket") {
  bool was_over = false;
  std::size_t cancelled = 0;
  for (std::size_t n = 0; !was_over; ++n) {
    client_bench bench(
        {.connect_timeout = 100ms, .resolve = [](const std::string&, roster::detail::address_handler done) {
           done({}, {asio::ip::make_address("127.0.0.2"), asio::ip::make_address("127.0.0.3"),
                     asio::ip::make_address("127.0.0.1")});
         }});
    scripted_server server(bench.context, {[&](scripted_peer& peer) -> asio::awaitable<void> {
                             co_await peer.request();
                             co_await peer.say(ok_response);
                             co_await peer.until_closed();
                           }});
    dead_address dead(bench.context, "127.0.0.2", server.port());
    bench.context.poll();  // the server accepts connections
    const std::size_t before = test::open_descriptors();
    asio::cancellation_signal cancel;
    const auto result = bench.start(get(server.endpoint("http", "h.example")), 10s, cancel.slot());
    for (std::size_t i = 0; i < n && !result->over; ++i) bench.context.run_one();
    was_over = result->over;
    if (!was_over) cancel.emit(asio::cancellation_type::terminal);
    bench.run([&] { return result->over; });
    const bool late = result->what().starts_with("connect timed out: ");  // on a busy machine
    CHECK((result->aborted() || result->ok() || late));
    cancelled += result->aborted();
    bench.destroy_client();
    bench.run([&] { return test::open_descriptors() == before; });
  }
  CHECK(cancelled > 5);
}

TEST_CASE("http client: the system's resolver resolves localhost") {
  client_bench bench;
  scripted_server server(bench.context, {answering(1)});
  const auto got = bench.send(get(server.endpoint("http", "localhost")));
  CHECK_MESSAGE(got.ok(), got.what());
}

TEST_CASE(
    "http client: a host without an address, and a resolver that never completes, are reported by name "
    "(faults 5, 6)") {
  roster::detail::address_handler never;
  client_bench bench({.connect_timeout = 30ms,
                      .resolve = [&](const std::string& host, roster::detail::address_handler done) {
                        if (host == "never.example")
                          never = std::move(done);
                        else if (host == "empty.example")
                          done({}, {});
                        else
                          done(asio::error::host_not_found, {});
                      }});
  const auto to = [](const char* host) { return get({.scheme = "http", .host = host, .port = 80}); };
  check(bench.send(to("none.example")).failure(), errc::connection,
        "host not found: no address for none.example");
  check(bench.send(to("empty.example")).failure(), errc::connection,
        "host not found: no address for empty.example");
  check(bench.send(to("never.example")).failure(), errc::timed_out,
        "no address for never.example within 30 ms");
  never({}, {});  // too late: ignored
}

TEST_CASE("http client: an event loop is destroyed without waiting for a custom resolver (fault 6)") {
  roster::detail::address_handler never;
  const auto begin = std::chrono::steady_clock::now();
  {
    client_bench bench({.resolve = [&](const std::string&, roster::detail::address_handler done) {
      never = std::move(done);
    }});
    (void)bench.start(get({.scheme = "http", .host = "never.example", .port = 80}));
    bench.context.poll();
    REQUIRE(never != nullptr);
  }
  CHECK(std::chrono::steady_clock::now() - begin < 5s);
  never({}, {});  // the send is gone: ignored
}

TEST_CASE("http client: truncated responses are connection failures with the position") {
  for (const bool reset : {false, true}) {
    client_bench bench;
    const std::string header = "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n";
    scripted_server server(
        bench.context, {saying("HTTP/1.1 200 OK\r\nX-", reset), saying(header + "1234", reset),
                        saying("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n1234\r\n", reset)});
    // A reset may arrive before data that was sent earlier.
    check(bench.send(get(server.endpoint())).failure(), errc::connection,
          reset ? "ended" : "ended within its header");
    const auto cut = bench.send(get(server.endpoint())).failure();
    check(cut, errc::connection, reset ? "ended" : "ended after 4 of 5000 bytes");
    CHECK(cut.details().cause ==
          (reset ? asio::error::connection_reset : boost::system::error_code(asio::error::eof)));
    check(bench.send(get(server.endpoint())).failure(), errc::connection,
          reset ? "ended" : "ended after 4 bytes");
    CHECK(server.connections() == 3);
  }
}

TEST_CASE("http client: a response in segments of one byte is read (fault 17)") {
  client_bench bench;
  const std::string text =
      "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n"
      "Transfer-Encoding: chunked\r\n\r\n2;a=b\r\nok\r\n0\r\nT: 1\r\n\r\n";
  std::size_t said = 0;
  scripted_server server(bench.context, {[&](scripted_peer& peer) -> asio::awaitable<void> {
                           co_await peer.request();
                           co_await peer.say_bytewise(text);
                           said = peer.said();
                           co_await peer.until_closed();
                         }});
  CHECK(bench.send(get(server.endpoint())).answer.body == "ok");
  bench.run([&] { return said == text.size(); });
  CHECK(server.connections() == 1);
}

TEST_CASE(
    "http client: Connection: close, HTTP/1.0 and bodies until the end of the connection are read, without "
    "reuse (fault 23)") {
  for (const char* answer : {"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok",
                             "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok", "HTTP/1.1 200 OK\r\n\r\nok"}) {
    client_bench bench;
    // The server keeps the connection open if it can: only the client prevents reuse.
    const bool to_the_end = std::string_view(answer).find("Length") == std::string_view::npos;
    scripted_server server(bench.context,
                           {to_the_end ? saying(answer) : answering(1, nullptr, answer), answering(1)});
    const auto got = bench.send(get(server.endpoint()));
    REQUIRE_MESSAGE(got.ok(), got.what());
    CHECK(got.answer.body == "ok");
    CHECK(bench.send(get(server.endpoint())).ok());
    CHECK(server.connections() == 2);
  }
}

TEST_CASE("http client: a redirect is returned, not followed") {
  client_bench bench;
  scripted_server server(
      bench.context,
      {saying("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n")});
  const auto got = bench.send(get(server.endpoint()));
  CHECK(got.answer.status == 302);
  CHECK(server.connections() == 1);
}

TEST_CASE(
    "http client: an unacceptable response fails with its condition, and closes the connection (faults 27, "
    "33, 34, 36, 37, 38, 39, 40, 44)") {
  struct bad {
    std::string answer;
    errc condition;
    const char* text;
  };
  const std::string header = "HTTP/1.1 200 OK\r\n";
  const std::string chunks = header + "Transfer-Encoding: chunked\r\n\r\n";
  const std::string length = "\r\n\r\n1234567";
  const bad all[] = {
      {"HTTP/1.1 101 Switching Protocols\r\n\r\n", errc::protocol, "HTTP 101"},
      {"garbage, not HTTP\r\n\r\n", errc::protocol, "is malformed HTTP"},
      {"HTTP/0.9 200 OK\r\n\r\n", errc::protocol, "is malformed HTTP"},
      {"HTTP/2 200 OK\r\n\r\n", errc::protocol, "is malformed HTTP"},
      {std::string("\0\0\x12\4\0\0\0\0\0\0\3\0\0\0\x80\0\4\0\1\0\0", 21), errc::protocol,
       "is malformed HTTP"},
      {"HTTP/1.1 2x0 OK\r\n\r\n", errc::protocol, "is malformed HTTP"},
      {"HTTP/1.1 099 OK\r\n\r\n", errc::protocol, "has the invalid status 99"},
      {header + "Name : v\r\n\r\n", errc::protocol, "is malformed HTTP"},
      {header + std::string("A: b\0c\r\n\r\n", 10), errc::protocol, "is malformed HTTP"},
      {header + "A: b\r\n c\r\n\r\n", errc::protocol, "folded header line"},
      {"HTTP/1.1 200 OK\nA: b\n\nbody\r\n\r\n", errc::protocol, "is malformed HTTP"},
      {header + "Content-Length: -7" + length, errc::protocol, "is malformed HTTP"},
      {header + "Content-Length: +7" + length, errc::protocol, "is malformed HTTP"},
      {header + "Content-Length: 18446744073709551616" + length, errc::protocol, "is malformed HTTP"},
      {header + "Content-Length: 7\r\nContent-Length: 8" + length, errc::protocol, "is malformed HTTP"},
      {header + "Content-Length: 9000000000\r\n\r\n", errc::too_large, "Content-Length of 9000000000 bytes"},
      {header + "Content-Length: 9223372036854775807\r\n\r\n", errc::too_large,
       "Content-Length of 9223372036854775807"},
      {header + "Transfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\nok", errc::protocol,
       "is malformed HTTP"},
      {header + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\nok", errc::protocol, ""},
      {header + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", errc::protocol, "\"xchunked\""},
      {header + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", errc::protocol, "\"gzip, chunked\""},
      {chunks + "ZZ\r\n", errc::protocol, "a chunk size is not a number"},
      {chunks + "-5\r\n", errc::protocol, "a chunk size is not a number"},
      {chunks + "12345678901234567890\r\n", errc::protocol, "a chunk size is not a number"},
      {chunks + "7FFFFFFFFFFFFFFF\r\n", errc::too_large, "body of more than"},
      {chunks + "2\r\nokX", errc::protocol, "malformed chunked encoding"},
      {header + "Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\nok", errc::protocol, "\"gzip\""},
  };
  for (const bad& b : all) {
    client_bench bench;
    bool closed = false;
    scripted_server server(bench.context, {[&](scripted_peer& peer) -> asio::awaitable<void> {
                             co_await peer.request();
                             co_await peer.say(b.answer);
                             co_await peer.until_closed();
                             closed = true;
                           }});
    check(bench.send(get(server.endpoint())).failure(), b.condition, b.text);
    bench.run([&] { return closed; });
  }
}

TEST_CASE("http client: endless responses fail at the limit, in bounded memory (faults 27, 28, 29, 30, 31)") {
  const roster::response_limits limits{.max_header = 4096, .max_body = 100'000, .max_overhead = 50'000};
  const std::string header = "HTTP/1.1 200 OK\r\n";
  const std::string chunked = header + "Transfer-Encoding: chunked\r\n\r\n";
  const std::string x(1000, 'x');
  const std::uint64_t wire = limits.max_body + limits.max_overhead;
  struct endless {
    std::string start;
    std::string flood;
    errc condition;
    std::uint64_t least;  // bytes that are read before the failure
  };
  const endless floods[] = {
      {"", "HTTP/1.1 103 Hints\r\n\r\n", errc::too_large, limits.max_informational * 22},
      {"", "\r\n", errc::too_large, limits.max_header},
      {header, "X: y\r\n", errc::too_large, limits.max_header},
      {header + "X: ", x, errc::too_large, limits.max_header},
      {chunked + "1;", x, errc::too_large, wire},
      {chunked + "0\r\nT: ", x, errc::too_large, limits.max_header},
      {chunked + "0\r\n", "T: y\r\n", errc::too_large, limits.max_header},
      {header + "\r\n", x, errc::too_large, limits.max_body},
      {"HTTP/1.1 200 ", x, errc::too_large, limits.max_header},
      {chunked, "1;" + x + "\r\na\r\n", errc::too_large, wire},
      {header + "Content-Encoding: gzip\r\n\r\n", x, errc::protocol, 0},
      {chunked, "4\r\nabcd\r\n", errc::too_large, limits.max_body}};
  for (const auto& [start, flood, condition, least] : floods) {
    client_bench bench({.limits = limits});
    std::size_t said = 0;
    bool closed = false;
    scripted_server server(bench.context, {[&](scripted_peer& peer) -> asio::awaitable<void> {
                             co_await peer.request();
                             co_await peer.say(start);
                             co_await peer.say_for_ever(flood);
                             said = peer.said();
                             closed = true;
                           }});
    const auto f = bench.send(get(server.endpoint())).failure();
    CAPTURE(flood);
    CHECK(f.condition() == condition);
    bench.run([&] { return closed; });
    CHECK(said + flood.size() >= least);
    CHECK(said < 20'000'000);  // at most the capacity of the socket buffers
  }
}

TEST_CASE("http client: a server that sends slowly forever does not extend the deadline (fault 16)") {
  const std::pair<const char*, const char*> loris[] = {
      {"HTTP/1.1 200 OK\r\nX: ", "within its header"},
      {"HTTP/1.1 200 OK\r\nContent-Length: 50000\r\n\r\n", "of 50000 bytes"}};
  for (const auto& [start, where] : loris) {
    client_bench bench;
    std::size_t dribbled = 0;
    bool closed = false;
    scripted_server server(bench.context, {[&](scripted_peer& peer) -> asio::awaitable<void> {
                             co_await peer.request();
                             co_await peer.say(start);
                             asio::steady_timer pause(bench.context);
                             for (bool there = true; there;) {
                               pause.expires_after(2ms);
                               co_await pause.async_wait(asio::use_awaitable);
                               there = co_await peer.say("a");
                               dribbled += there;
                             }
                             closed = true;
                           }});
    const auto f = bench.send(get(server.endpoint()), 60ms).failure();
    check(f, errc::timed_out, "was not complete within 60 ms; it stopped ");
    check(f, errc::timed_out, where);
    bench.run([&] { return closed; });
    CHECK(dribbled > 1);
  }
}

TEST_CASE(
    "http client: no response within the first-byte timeout, or within the deadline of the send, is a "
    "timeout") {
  client_bench bench({.first_byte_timeout = 30ms});
  scripted_server server(bench.context, {silent(), silent()});
  const std::string origin = server.endpoint().origin();
  check(bench.send(get(server.endpoint())).failure(), errc::timed_out,
        "no response from " + origin + " within 30 ms");
  const std::string what = bench.send(get(server.endpoint()), 20ms).failure().what();
  CHECK(what == "timed out: no response from " + origin + " within 20 ms");
}

TEST_CASE("http client: the deadline of a send also bounds every phase") {
  client_bench bench({.resolve = [](const std::string&, roster::detail::address_handler) {}});
  scripted_server server(bench.context, {silent(), silent()});
  const auto ended = [&](const std::string& scheme, const std::string& host) {
    const auto begin = std::chrono::steady_clock::now();
    auto failure = bench.send(get(server.endpoint(scheme, host)), 30ms).failure();
    CHECK(std::chrono::steady_clock::now() - begin <
          5s);  // the timeouts of the phases are at least ten seconds
    return failure;
  };
  check(ended("http", "never.example"), errc::timed_out, "no address for never.example within ");
  check(ended("https", "127.0.0.1"), errc::timed_out, "no TLS session with https://127.0.0.1:");
  check(ended("http", "127.0.0.1"), errc::timed_out, "no response from http://127.0.0.1:");
  CHECK(server.connections() == 2);
}

TEST_CASE(
    "http client: after a timeout on a pooled connection no other idle connection to that origin is used "
    "(fault 154)") {
  // Simulates an unreachable peer: no idle connection gets a response, but new ones, to another address, do.
  client_bench bench({.first_byte_timeout = 30ms});
  const auto once = [](scripted_peer& peer) -> asio::awaitable<void> {
    co_await peer.request();
    co_await peer.say(ok_response);
    co_await peer.until_closed();
  };
  scripted_server server(bench.context, {once, once, once, answering(1)});
  scripted_server other(bench.context, {answering(2)});
  CHECK(bench.send(get(other.endpoint())).ok());
  std::vector<std::shared_ptr<outcome>> sends;
  for (int i = 0; i < 3; ++i) sends.push_back(bench.start(get(server.endpoint())));
  for (const auto& one : sends) {
    bench.run([&] { return one->over; });
    REQUIRE(one->ok());
  }
  CHECK(server.connections() == 3);
  CHECK(bench.send(get(server.endpoint())).failure().condition() == errc::timed_out);
  const auto next = bench.send(get(server.endpoint()));
  CHECK_MESSAGE(next.ok(), next.what());
  CHECK(server.connections() == 4);
  CHECK(bench.send(get(other.endpoint())).ok());
  CHECK(other.connections() == 1);  // connections to other origins remain pooled
}

TEST_CASE("http client: the first-byte timeout does not end a response that has begun") {
  client_bench bench({.first_byte_timeout = 30ms});
  scripted_server server(bench.context, {[&](scripted_peer& peer) -> asio::awaitable<void> {
                           co_await peer.request();
                           co_await peer.say("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\no");
                           asio::steady_timer pause(bench.context, 60ms);
                           co_await pause.async_wait(asio::use_awaitable);
                           co_await peer.say("k");
                           co_await peer.until_closed();
                         }});
  const auto got = bench.send(get(server.endpoint()));
  CHECK_MESSAGE(got.ok(), got.what());
}

TEST_CASE("http client: a peer that never reads is a timeout (fault 18)") {
  client_bench bench;
  std::size_t got = 0;
  bool over = false;
  bool closed = false;
  scripted_server server(bench.context, {[&](scripted_peer& peer) -> asio::awaitable<void> {
                           asio::steady_timer pause(bench.context);
                           while (!over) {
                             pause.expires_after(1ms);
                             co_await pause.async_wait(asio::use_awaitable);
                           }
                           const std::string all = co_await peer.until_closed();
                           got = all.size();
                           closed = true;
                         }});
  const std::string body(32 * 1024 * 1024, 'x');
  check(bench.send(post(server.endpoint(), body), 50ms).failure(), errc::timed_out, "no response from");
  over = true;
  bench.run([&] { return closed; });
  CHECK(got > 0);
  CHECK(got < body.size());  // the rest was not sent
  CHECK(server.connections() == 1);
}

TEST_CASE("http client: a deadline in the past fails before any I/O") {
  client_bench bench;
  scripted_server server(bench.context, {answering(1), answering(1)});
  check(bench.send(get(server.endpoint()), -1ms).failure(), errc::timed_out,
        "deadline exceeded before the request");
  CHECK(bench.send(get(server.endpoint())).ok());
  CHECK(server.connections() == 1);
}

TEST_CASE("http client: the maximum time point means no deadline") {
  constexpr auto longest = std::chrono::milliseconds::max();
  client_bench bench(
      {.connect_timeout = longest, .handshake_timeout = longest, .first_byte_timeout = longest});
  scripted_server server(bench.context, {answering(1)});
  const auto got = bench.send(get(server.endpoint()), longest);
  CHECK_MESSAGE(got.ok(), got.what());
}

TEST_CASE("http client: a connection that timed out is never reused (fault 26)") {
  client_bench bench;
  scripted_server server(bench.context, {[](scripted_peer& peer) -> asio::awaitable<void> {
                                           co_await peer.request();
                                           co_await peer.say(ok_response);
                                           co_await peer.until_closed();
                                         },
                                         answering(1)});
  CHECK(bench.send(get(server.endpoint())).ok());
  CHECK(bench.send(get(server.endpoint()), 20ms).failure().condition() == errc::timed_out);
  CHECK(server.connections() == 1);
  CHECK(bench.send(get(server.endpoint())).answer.body == "ok");
  CHECK(server.connections() == 2);
}

TEST_CASE("http client: a cancelled send ends with operation_aborted and closes its connection (fault 26)") {
  for (const auto type : {asio::cancellation_type::terminal, asio::cancellation_type::all}) {
    client_bench bench;
    int requests = 0;
    bool closed = false;
    scripted_server server(bench.context,
                           {[&](scripted_peer& peer) -> asio::awaitable<void> {
                              co_await peer.request();
                              ++requests;
                              co_await peer.say("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf");
                              co_await peer.until_closed();
                              closed = true;
                            },
                            answering(1)});
    asio::cancellation_signal cancel;
    const auto result = bench.start(get(server.endpoint()), 10s, cancel.slot());
    bench.run([&] { return requests == 1; });
    cancel.emit(type);
    bench.run([&] { return result->over && closed; });
    CHECK(result->aborted());
    CHECK(bench.send(get(server.endpoint())).ok());
    CHECK(server.connections() == 2);
  }
}

TEST_CASE("http client: a send can be cancelled at each step, without leaking anything") {
  // The send is cancelled after n = 0, 1, 2, … handlers of the event loop, until it completes before that.
  bool was_over = false;
  std::size_t cancelled = 0;
  for (std::size_t n = 0; !was_over; ++n) {
    client_bench bench({.resolve = [](const std::string&, roster::detail::address_handler done) {
      done({}, {asio::ip::address_v4::loopback()});
    }});
    bool closed = false;
    scripted_server server(bench.context, {[&](scripted_peer& peer) -> asio::awaitable<void> {
                             co_await peer.request();
                             co_await peer.say_bytewise(ok_response);
                             co_await peer.until_closed();
                             closed = true;
                           }});
    asio::cancellation_signal cancel;
    const auto result = bench.start(get(server.endpoint("http", "h.example")), 10s, cancel.slot());
    for (std::size_t i = 0; i < n && !result->over; ++i) bench.context.run_one();
    was_over = result->over;
    cancel.emit(asio::cancellation_type::terminal);
    bench.run([&] { return result->over; });
    if (!was_over) CHECK((result->aborted() || result->ok()));
    cancelled += result->aborted();
    bench.destroy_client();
    bench.run([&] { return server.connections() == 0 || closed || result->aborted(); });
  }
  CHECK(cancelled > 5);
}

TEST_CASE("http client: name resolution can be cancelled") {
  roster::detail::address_handler never;
  client_bench bench({.resolve = [&](const std::string&, roster::detail::address_handler done) {
    never = std::move(done);
  }});
  asio::cancellation_signal cancel;
  const auto result =
      bench.start(get({.scheme = "http", .host = "never.example", .port = 80}), 10s, cancel.slot());
  bench.run([&] { return never != nullptr; });
  cancel.emit(asio::cancellation_type::terminal);
  bench.run([&] { return result->over; });
  CHECK(result->aborted());
}

TEST_CASE("http client: a send in flight outlives the client, and its connection is closed afterwards") {
  client_bench bench;
  int requests = 0;
  bool closed = false;
  bool proceed = false;
  scripted_server server(bench.context, {[&](scripted_peer& peer) -> asio::awaitable<void> {
                           co_await peer.request();
                           ++requests;
                           asio::steady_timer pause(bench.context);
                           while (!proceed) {
                             pause.expires_after(1ms);
                             co_await pause.async_wait(asio::use_awaitable);
                           }
                           co_await peer.say(ok_response);
                           co_await peer.until_closed();
                           closed = true;
                         }});
  const auto result = bench.start(get(server.endpoint()));
  bench.run([&] { return requests == 1; });
  bench.destroy_client();
  proceed = true;
  bench.run([&] { return result->over; });
  CHECK_MESSAGE(result->ok(), result->what());
  bench.run([&] { return closed; });
}

TEST_CASE("http client: an event loop can be destroyed at each step of a send, without leaking anything") {
  for (std::size_t n = 0; n < 40; ++n) {
    client_bench bench;
    scripted_server server(bench.context, {[](scripted_peer& peer) -> asio::awaitable<void> {
                             co_await peer.request();
                             co_await peer.say_bytewise(ok_response);
                             co_await peer.until_closed();
                           }});
    const auto result = bench.start(get(server.endpoint()));
    for (std::size_t i = 0; i < n && !result->over; ++i) bench.context.run_one();
    if (n % 2 == 0) bench.destroy_client();
  }
}

TEST_CASE("http client: destroying the client closes the idle connections") {
  client_bench bench;
  bool closed = false;
  scripted_server server(bench.context, {[&](scripted_peer& peer) -> asio::awaitable<void> {
                           co_await peer.request();
                           co_await peer.say(ok_response);
                           co_await peer.until_closed();
                           closed = true;
                         }});
  CHECK(bench.send(get(server.endpoint())).ok());
  bench.destroy_client();
  bench.run([&] { return closed; });
}

TEST_CASE("http client: a request that cannot be sent safely fails before any I/O (faults 8, 112)") {
  client_bench bench;
  scripted_server server(bench.context, {answering(1)});
  auto header = get(server.endpoint());
  header.headers.add("x-name", "a\r\nX-Injected: 1");
  auto target = get(server.endpoint(), "/a b");
  auto host = get({.scheme = "http", .host = "evil.example\r\n", .port = 80});
  auto no_host = get(server.endpoint());
  no_host.headers.erase("host");
  for (const auto& request : {header, target, host, no_host})
    CHECK(bench.send(request).failure().condition() == errc::invalid_argument);
  CHECK(server.connections() == 0);
}

TEST_CASE("http client: User-Agent consists of the application, then the library") {
  const auto sent_by = [](std::string user_agent) {
    client_bench bench({.user_agent = std::move(user_agent)});
    std::vector<std::string> seen;
    scripted_server server(bench.context, {answering(1, &seen)});
    CHECK(bench.send(get(server.endpoint())).ok());
    const auto at = seen.at(0).find("User-Agent: ");
    REQUIRE(at != std::string::npos);
    return seen.at(0).substr(at, seen.at(0).find("\r\n", at) - at);
  };
  const std::string own = "roster/" ROSTER_VERSION_STRING;
  CHECK(sent_by("") == "User-Agent: " + own);
  CHECK(sent_by("my-app/1.2") == "User-Agent: my-app/1.2 " + own);
  CHECK(sent_by(" my-app/1.2 (é) ") == "User-Agent: my-app/1.2 (é) " + own);
}

TEST_CASE("http client: a user agent that is too long is rejected on construction") {
  asio::io_context context;
  CHECK_THROWS_AS(roster::make_http_client(context.get_executor(), {.user_agent = std::string(513, 'a')}),
                  roster::failure);
  CHECK(roster::make_http_client(context.get_executor(), {.user_agent = std::string(512, 'a')}) != nullptr);
}

TEST_CASE("http client: a user agent with a line break is rejected on construction") {
  asio::io_context context;
  CHECK_THROWS_WITH_AS(roster::make_http_client(context.get_executor(), {.user_agent = "a\r\nb"}),
                       "invalid user agent: it contains a control character", roster::failure);
}
