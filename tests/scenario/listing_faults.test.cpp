// SPDX-License-Identifier: BSL-1.0

#include <doctest/doctest.h>

#include <chrono>
#include <optional>
#include <roster/client.hpp>
#include <roster/emulator/server/detail/compress.hpp>
#include <string>
#include <support/fake_certificates.hpp>
#include <support/scripted_server.hpp>
#include <vector>

// Listings over real sockets, from a server that misbehaves: every item is delivered once and in order, or the
// failure says what was wrong.

using namespace roster_test;
using namespace std::chrono_literals;
using roster::errc;

namespace {

struct model {
  std::string id{};
};
struct models_query {
  std::optional<std::string> after{};
};
struct models_response {
  std::vector<model> data{};
  bool has_more{};
  std::string last_id{};
};
struct list_models {
  using request = models_query;
  using response = models_response;
  static constexpr auto target = roster::get("/v1/models");
  static constexpr auto items = roster::path<&models_response::data>;
  static constexpr auto paging = roster::by_token{.send = &models_query::after,
                                                  .next = roster::path<&models_response::last_id>,
                                                  .more = roster::path<&models_response::has_more>};
};

const std::string first_page = R"({"data":[{"id":"a"},{"id":"b"}],"has_more":true,"last_id":"b"})";
const std::string second_page = R"({"data":[{"id":"c"}],"has_more":false,"last_id":"c"})";

const std::string& page_for(const std::string& request) {
  return request.find("after=b") == request.npos ? first_page : second_page;
}

std::string sized(const std::string& body, const std::string& headers = "") {
  return "HTTP/1.1 200 OK\r\n" + headers + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
         body;
}

std::string chunk(const std::string& data) {
  char size[32];
  std::snprintf(size, sizeof size, "%zx\r\n", data.size());
  return size + data + "\r\n";
}

/// A fault injected instead of serving a page: it gets the connection and the page.
using misdeed = std::function<asio::awaitable<void>(scripted_peer&, const std::string& page)>;

/// Serves pages until the client closes; after `good` requests the next one triggers the fault.
script serving(std::size_t good = std::string::npos, misdeed then = {}, int* met = nullptr) {
  return [=](scripted_peer& peer) -> asio::awaitable<void> {
    for (std::size_t i = 0;; ++i) {
      const std::string request = co_await peer.request();
      if (request.empty()) co_return;
      if (i == good) {
        ++*met;
        co_await then(peer, page_for(request));
        co_return;
      }
      const std::string response = sized(page_for(request));
      co_await peer.say(response);
    }
  };
}

/// Sends a part of a response, then ends the connection.
enum class ending { orderly, cut, reset };
misdeed saying(std::function<std::string(const std::string& page)> text, ending how) {
  return [=](scripted_peer& peer, const std::string& page) -> asio::awaitable<void> {
    const std::string bytes = text(page);
    co_await peer.say(bytes);
    if (how == ending::reset) {
      peer.reset();
      co_return;
    }
    if (how == ending::orderly) co_await peer.say_goodbye();
    peer.hang_up();
    co_await peer.until_closed();
  };
}

/// The outcome of a listing.
struct listed {
  std::string ids{};
  std::optional<roster::failure> failed{};
  roster::report report{};
};

/// A server and a client on one event loop, without waits between attempts.
struct listing_bench {
  explicit listing_bench(std::vector<script> scripts, bool secure = false)
      : tls(server_context(make_identity({}, &authority()))),
        server(context, std::move(scripts), secure ? &tls : nullptr) {
    static const temporary_file file(authority().certificate_pem());
    config.endpoint = server.endpoint(secure ? "https" : "http", "localhost").origin();
    config.http.ca_file = file.path();
    config.http.resolve = [](const std::string&, roster::detail::address_handler done) {
      done({}, {asio::ip::address_v4::loopback()});
    };
    config.runtime.sleep = [this](std::chrono::milliseconds) { return slept(); };
    config.variables = [](std::string_view) { return std::nullopt; };
  }

  listed list() {
    roster::client<list_models> client(context.get_executor(), config);
    auto range = client.list();
    listed out;
    bool over = false;
    asio::co_spawn(context, range.for_each([&](const model& m) { out.ids += m.id; }),
                   [&](std::exception_ptr error) {
                     over = true;
                     try {
                       if (error) std::rethrow_exception(error);
                     } catch (const roster::failure& f) {
                       out.failed = f;
                     }
                   });
    while (!over) {
      context.restart();
      REQUIRE(context.run_one_for(30s) == 1);
    }
    out.report = range.report();
    return out;
  }

  asio::io_context context{1};
  asio::ssl::context tls;
  scripted_server server;
  roster::client_config config{};
  std::function<void()> on_sleep = [] {};

 private:
  asio::awaitable<void> slept() {
    on_sleep();
    co_return;
  }
};

/// A fault on the first page and on the second one, over TCP and TLS, must cost at most one retry: `counted` says
/// whether it counts as a retry on a new connection, `counted_when_kept` on a reused one.
void check_repeated(const misdeed& bad, bool counted = true, bool counted_when_kept = true,
                    std::chrono::milliseconds first_byte = 30s, std::chrono::milliseconds whole = 60s) {
  for (const bool secure : {false, true}) {
    for (const std::size_t good : {std::size_t{0}, std::size_t{1}}) {
      CAPTURE(secure);
      CAPTURE(good);
      int met = 0;
      listing_bench bench({serving(good, bad, &met), serving()}, secure);
      bench.config.http.first_byte_timeout = first_byte;
      bench.config.timeout = whole;
      const auto got = bench.list();
      if (got.failed) FAIL_CHECK(got.failed->what());
      CHECK(got.ids == "abc");
      CHECK(got.report.complete());
      CHECK(got.report.retries == ((good == 0 ? counted : counted_when_kept) ? 1 : 0));
      CHECK(met == 1);
      CHECK(bench.server.connections() == 2);
    }
  }
}

/// A response that is sent for every first page must end the listing, after `attempts` attempts.
roster::failure failure_for(const std::string& response, std::size_t attempts = 1) {
  int met = 0;
  const misdeed bad = saying([&](const std::string&) { return response; }, ending::orderly);
  listing_bench bench(std::vector<script>(attempts + 1, serving(0, bad, &met)));
  const auto got = bench.list();
  CAPTURE(response);
  CHECK(got.ids == "");
  CHECK(static_cast<std::size_t>(met) == attempts);
  REQUIRE(got.failed);
  CHECK(got.failed->details().attempts == attempts);
  return *got.failed;
}

void check(const roster::failure& f, errc condition, const std::string& text) {
  const std::string what = f.what();
  CAPTURE(what);
  CHECK(f.condition() == condition);
  CHECK(what.find(text) != what.npos);
}

}  // namespace

TEST_CASE("listing: continues when a port that refused connections is opened later (fault 1)") {
  listing_bench bench({});
  // bound but not listening: connections are refused, and no other process gets the port
  tcp::acceptor taken(bench.context);
  taken.open(tcp::v4());
  taken.bind({asio::ip::address_v4::loopback(), 0});
  const auto port = taken.local_endpoint().port();
  bench.config.endpoint = "http://localhost:" + std::to_string(port);
  std::optional<scripted_server> late;
  int refused = 0;
  bench.on_sleep = [&] {
    if (++refused != 2) return;
    taken.close();
    late.emplace(bench.context, std::vector<script>{serving()}, nullptr, port);
  };
  const auto got = bench.list();
  CHECK(got.ids == "abc");
  CHECK(refused == 2);
  CHECK(got.report.retries == 2);
  CHECK(got.report.requests == 4);
  REQUIRE(late);
  CHECK(late->connections() == 1);
}

TEST_CASE("listing: a port that refuses connections is named, with the number of attempts (fault 2)") {
  listing_bench bench({});
  bench.config.endpoint = "http://localhost:1";
  const auto got = bench.list();
  REQUIRE(got.failed);
  check(*got.failed, errc::connection, "connection refused: cannot connect to http://localhost:1 (tried ");
  check(*got.failed, errc::connection, "; attempts 4");
}

TEST_CASE("listing: continues after a connection that is accepted and closed at once (fault 3)") {
  for (const bool reset : {false, true}) {
    int met = 0;
    listing_bench bench({[&](scripted_peer& peer) -> asio::awaitable<void> {
                           ++met;
                           if (reset) peer.reset();
                           co_return;
                         },
                         serving()});
    const auto got = bench.list();
    CHECK(got.ids == "abc");
    CHECK(got.report.retries == 1);
    CHECK(met == 1);
  }
}

TEST_CASE("listing: continues after a connection that ends without a response (faults 9, 20, 21)") {
  const auto nothing = [](const std::string&) { return std::string(); };
  check_repeated(saying(nothing, ending::cut), true, false);
  check_repeated(saying(nothing, ending::reset), true, false);
  check_repeated(saying(nothing, ending::orderly), true, false);
}

TEST_CASE(
    "listing: continues after a response that was truncated anywhere, and delivers no part of it (faults 10, "
    "11, 12, 13, 75)") {
  const std::function<std::string(const std::string&)> cut_answers[] = {
      [](const std::string& page) { return sized(page).substr(0, 20); },
      [](const std::string& page) { return sized(page).substr(0, sized(page).size() - 10); },
      [](const std::string& page) {
        return "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk(page).substr(0, 20);
      },
      [](const std::string& page) {
        return "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk(page);
      },
      [](const std::string& page) { return "HTTP/1.1 200 OK\r\n\r\n" + page.substr(0, page.size() / 2); }};
  for (const auto& text : cut_answers) {
    check_repeated(saying(text, ending::cut));
    check_repeated(saying(text, ending::orderly));
  }
}

TEST_CASE("listing: continues after a reset in header or body (faults 10, 11)") {
  // A reset may overtake data sent before it; then the connection is closed before any response byte.
  for (const std::size_t length : {std::size_t{20}, std::size_t{60}}) {
    int met = 0;
    const misdeed bad =
        saying([=](const std::string& page) { return sized(page).substr(0, length); }, ending::reset);
    listing_bench bench({serving(0, bad, &met), serving(1, bad, &met), serving()});
    const auto got = bench.list();
    CHECK(got.ids == "abc");
    CHECK(met == 2);
    CHECK(got.report.retries >= 1);
  }
}

TEST_CASE("listing: continues after a server that sent no response, or stopped within one (fault 14)") {
  const misdeed silent = [](scripted_peer& peer, const std::string&) -> asio::awaitable<void> {
    co_await peer.until_closed();
  };
  const misdeed stalls = [](scripted_peer& peer, const std::string& page) -> asio::awaitable<void> {
    const std::string half = sized(page).substr(0, 60);
    co_await peer.say(half);
    co_await peer.until_closed();
  };
  // The successful attempts have the same time limit, on a busy machine and with sanitizers.
  check_repeated(silent, true, true, 1s);
  check_repeated(stalls, true, true, 30s, 1s);
}

TEST_CASE(
    "listing: a server that never responds is a timeout, after the maximum number of attempts (fault 15)") {
  int met = 0;
  const misdeed silent = [](scripted_peer& peer, const std::string&) -> asio::awaitable<void> {
    co_await peer.until_closed();
  };
  listing_bench bench(std::vector<script>(9, serving(0, silent, &met)));
  bench.config.http.first_byte_timeout = 30ms;
  const auto begin = std::chrono::steady_clock::now();
  const auto got = bench.list();
  CHECK(std::chrono::steady_clock::now() - begin < 5s);
  REQUIRE(got.failed);
  check(*got.failed, errc::timed_out, "within 30 ms");
  CHECK(got.failed->details().attempts == 4);
  CHECK(met == 4);
}

TEST_CASE(
    "listing: an unsolicited 408 costs nothing, and a 408 instead of a response costs one retry (fault 22)") {
  const std::string late = "HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
  int met = 0;
  const misdeed behind = saying([&](const std::string& page) { return sized(page) + late; }, ending::orderly);
  listing_bench bench({serving(0, behind, &met), serving()});
  const auto got = bench.list();
  CHECK(got.ids == "abc");
  CHECK(got.report.retries == 0);
  CHECK(met == 1);
  CHECK(bench.server.connections() == 2);
  check_repeated(saying([&](const std::string&) { return late; }, ending::orderly));
}

TEST_CASE(
    "listing: a response longer than its Content-Length is invalid JSON, and its connection is not reused "
    "(fault 25)") {
  const std::string cut = "HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n" + first_page;
  int met = 0;
  const misdeed longer = [&](scripted_peer& peer, const std::string&) -> asio::awaitable<void> {
    co_await peer.say(cut);
    co_await peer.until_closed();
  };
  listing_bench bench(std::vector<script>(9, serving(0, longer, &met)));
  const auto got = bench.list();
  REQUIRE(got.failed);
  check(*got.failed, errc::malformed_response, "not JSON: expected");
  CHECK(met == 4);
  CHECK(bench.server.connections() == 4);
}

TEST_CASE("listing: a forged response after a page is never used as the next page (fault 24)") {
  int met = 0;
  const std::string forged = sized(R"({"data":[{"id":"forged"}],"has_more":false,"last_id":""})");
  const misdeed behind = saying([&](const std::string& page) { return sized(page) + forged; }, ending::cut);
  listing_bench bench({serving(0, behind, &met), serving()});
  const auto got = bench.list();
  CHECK(got.ids == "abc");
  CHECK(met == 1);
  CHECK(bench.server.connections() == 2);
}

TEST_CASE(
    "listing: interim responses, unusual but valid ones and trailers change nothing (faults 32, 41, 42, "
    "43)") {
  const std::string chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n";
  std::string many;
  for (int i = 0; i < 60; ++i) many += "X-" + std::to_string(i) + ": y\r\n";
  using make = std::function<std::string(const std::string&)>;
  const make legal[] = {
      [](const std::string& p) {
        return "HTTP/1.1 100 Continue\r\nA: b\r\n\r\nHTTP/1.1 102 Processing\r\nA: b\r\n\r\n"
               "HTTP/1.1 103 Early Hints\r\nLink: <x>\r\nContent-Length: 7\r\n\r\n" +
               sized(p);
      },
      [&](const std::string& p) { return sized(p, many); },
      [](const std::string& p) { return sized(p, "Set-Cookie: a=b\r\nset-cookie: c=d; Path=/\r\n"); },
      [](const std::string& p) { return sized(p, "Content-Encoding: identity\r\n"); },
      [](const std::string& p) {
        return "HTTP/1.1 200 \r\ncOnTeNt-LeNgTh:  " + std::to_string(p.size()) + "\t \r\nEmpty:\r\n\r\n" + p;
      },
      [&](const std::string& p) {
        return chunked + "\r\n" + chunk(p.substr(0, 5)) + "00" + chunk(p.substr(5)) + "000;a=\"b;c\"\r\n\r\n";
      },
      [&](const std::string& p) {
        return chunked + "Trailer: X\r\n\r\n" + chunk(p) +
               "0\r\nContent-Length: 3\r\nTransfer-Encoding: gzip\r\nConnection: close\r\nX: y\r\n\r\n";
      }};
  for (const make& response : legal) {
    std::string seen;
    listing_bench bench({[&](scripted_peer& peer) -> asio::awaitable<void> {
      for (int i = 0; i < 2; ++i) {
        const std::string request = co_await peer.request();
        seen += request;
        const std::string text = response(page_for(request));
        co_await peer.say(text);
      }
      co_await peer.until_closed();
    }});
    const auto got = bench.list();
    if (got.failed) FAIL_CHECK(got.failed->what());
    CHECK(got.ids == "abc");
    CHECK(bench.server.connections() == 1);  // trailer fields do not close it
    CHECK(seen.find("\r\nAccept-Encoding: identity\r\n") != seen.npos);
    CHECK(seen.find("ookie") == seen.npos);
  }
}

TEST_CASE("listing: a status that cannot carry a page is reported, with or without a page (faults 33, 35)") {
  for (const char* status : {"201", "204", "206", "304"})
    for (const std::string& response : {sized(first_page), sized("")})
      check(failure_for("HTTP/1.1 " + std::string(status) + response.substr(12)), errc::protocol,
            "HTTP " + std::string(status));
  check(failure_for("HTTP/1.1 101 Switching Protocols\r\n\r\n"), errc::protocol, "HTTP 101");
  check(failure_for("HTTP/1.1 999" + sized(first_page).substr(12), 4), errc::unavailable, "HTTP 999");
}

TEST_CASE("listing: a redirect is never followed, wherever it leads (faults 57, 58, 59)") {
  int visits = 0;
  listing_bench elsewhere({serving()});
  const std::string there = elsewhere.config.endpoint;
  for (const std::string& location :
       {there + "/v1/models?token=abc", std::string("file:///etc/passwd"), std::string("/v1/models"),
        std::string("http://x\x9b[31m.example/"), std::string("//other.example/"), std::string()}) {
    for (const char* status : {"301 Moved", "302 Found", "307 Temporary", "308 Permanent"}) {
      const auto f = failure_for("HTTP/1.1 " + std::string(status) + "\r\nLocation: " + location +
                                 "\r\nContent-Length: 0\r\n\r\n");
      check(f, errc::protocol, "unexpected redirect to ");
      const std::string what = f.what();
      CHECK(what.find('\x9b') == what.npos);
      CHECK(what.find("abc") == what.npos);
      ++visits;
    }
  }
  check(failure_for("HTTP/1.1 302 Found\r\nLocation: http://x\x1b[31m/\r\n\r\n"), errc::protocol,
        "is malformed HTTP");
  elsewhere.context.poll();
  CHECK(visits == 24);
  CHECK(elsewhere.server.connections() == 0);
}

TEST_CASE("listing: https is never downgraded to http, not even by a redirect (fault 58)") {
  int met = 0;
  const misdeed downgrade = saying(
      [](const std::string&) {
        return std::string(
            "HTTP/1.1 302 Found\r\nLocation: http://localhost:1/\r\nContent-Length: 0\r\n\r\n");
      },
      ending::orderly);
  listing_bench bench({serving(0, downgrade, &met)}, true);
  const auto got = bench.list();
  REQUIRE(got.failed);
  check(*got.failed, errc::protocol, "unexpected redirect to host localhost:1");
  CHECK(met == 1);
}

TEST_CASE("listing: 407 is an error of the proxy, and is not retried (fault 60)") {
  check(failure_for("HTTP/1.1 407 Who\r\nContent-Length: 0\r\n\r\n"), errc::proxy,
        "proxy authentication required: the user name and password are missing or wrong; HTTP 407");
}

TEST_CASE("listing: a Content-Encoding that was not requested is reported (fault 44)") {
  for (const char* coding : {"gzip", "br", "x-unknown", "gzip, gzip"})
    check(failure_for(sized("\x1f\x8b\x08", "Content-Encoding: " + std::string(coding) + "\r\n")),
          errc::protocol, "has the Content-Encoding \"" + std::string(coding) + "\"");
}

TEST_CASE("listing: a compressed error response is decompressed, and echoed secrets are redacted") {
  const std::string token = "Zq9-secret-token-of-this-test";
  const std::string error = R"({"error":{"code":"bad_token","message":"unknown token )" + token + R"("}})";
  const std::string data = roster::emulator::detail::gzip_text(error);
  for (const bool is_chunked : {false, true}) {
    const std::string body = is_chunked
                                 ? "Transfer-Encoding: chunked\r\n\r\n" + chunk(data) + "0\r\n\r\n"
                                 : "Content-Length: " + std::to_string(data.size()) + "\r\n\r\n" + data;
    int met = 0;
    const misdeed bad =
        saying([&](const std::string&) { return "HTTP/1.1 401 No\r\nContent-Encoding: gzip\r\n" + body; },
               ending::orderly);
    listing_bench bench({serving(0, bad, &met)});
    bench.config.http.accept_gzip = true;
    bench.config.sign = roster::bearer{token};
    const auto got = bench.list();
    REQUIRE(got.failed);
    CHECK(got.failed->details().vendor_code == "bad_token");
    CHECK(got.failed->details().vendor_message == "unknown token ***");
    CHECK(std::string(got.failed->what()).find(token) == std::string::npos);
  }
}

TEST_CASE("listing: continues after TLS handshakes that are closed, reset or never completed (fault 74)") {
  int met = 0;
  std::vector<script> scripts;
  scripts.push_back([&](scripted_peer& peer) -> asio::awaitable<void> {
    ++met;
    peer.hang_up();
    co_await peer.until_closed();
  });
  scripts.push_back([&](scripted_peer& peer) -> asio::awaitable<void> {
    ++met;
    co_await peer.some();
    peer.reset();
  });
  scripts.push_back([&](scripted_peer& peer) -> asio::awaitable<void> {
    ++met;
    co_await peer.until_closed();
  });
  listing_bench bench({}, true);
  scripts.push_back([&](scripted_peer& peer) -> asio::awaitable<void> {
    const bool begun = co_await peer.begin_tls(bench.tls);
    const script pages = serving();
    if (begun) co_await pages(peer);
  });
  scripted_server server(bench.context, std::move(scripts));
  bench.config.endpoint = server.endpoint("https", "localhost").origin();
  bench.config.http.handshake_timeout = 200ms;
  const auto got = bench.list();
  if (got.failed) FAIL_CHECK(got.failed->what());
  CHECK(got.ids == "abc");
  CHECK(got.report.retries == 3);
  CHECK(met == 3);
}

TEST_CASE("listing: a server that does not speak TLS fails at once, without a retry (fault 74)") {
  int met = 0;
  listing_bench bench({[&](scripted_peer& peer) -> asio::awaitable<void> {
    ++met;
    co_await peer.say("SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n");
    co_await peer.until_closed();
  }});
  bench.config.endpoint = bench.server.endpoint("https", "localhost").origin();
  const auto got = bench.list();
  REQUIRE(got.failed);
  check(*got.failed, errc::tls, "no TLS session with https://localhost:");
  CHECK(met == 1);
}

TEST_CASE("listing: continues after a corrupted TLS record (fault 77)") {
  int met = 0;
  const misdeed garbles = [](scripted_peer& peer, const std::string& page) -> asio::awaitable<void> {
    const std::string half = sized(page).substr(0, 60);
    co_await peer.say(half);
    peer.garble("no record of TLS");
    co_await peer.until_closed();
  };
  listing_bench bench({serving(0, garbles, &met), serving(1, garbles, &met), serving()}, true);
  const auto got = bench.list();
  CHECK(got.ids == "abc");
  CHECK(got.report.retries == 2);
  CHECK(met == 2);
}

TEST_CASE("listing: a client uses the proxy of the environment variables by default") {
  std::string seen;
  listing_bench bench({[&](scripted_peer& peer) -> asio::awaitable<void> {
    for (int i = 0; i < 2; ++i) {
      const std::string request = co_await peer.request();
      seen += request;
      const std::string response = sized(page_for(request));
      co_await peer.say(response);
    }
    co_await peer.until_closed();
  }});
  const std::string proxy = "user:hunter2@localhost:" + std::to_string(bench.server.port());
  bench.config.endpoint = "http://models.example";
  bench.config.variables = [&](std::string_view name) -> std::optional<std::string> {
    if (name == "http_proxy") return proxy;
    return std::nullopt;
  };
  CHECK(bench.list().ids == "abc");
  CHECK(seen.starts_with("GET http://models.example/v1/models HTTP/1.1\r\nhost: models.example\r\n"));
  bench.config.http.proxy = roster::proxy_options{};
  bench.config.endpoint = "http://localhost:1";
  REQUIRE(bench.list().failed);  // without a proxy
}
