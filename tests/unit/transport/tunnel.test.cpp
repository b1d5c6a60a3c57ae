// SPDX-License-Identifier: BSL-1.0

#include <doctest/doctest.h>
#include <roster/transport/detail/proxy.hpp>
#include <string>
#include <vector>

#include <support/client_bench.hpp>
#include <support/dead_address.hpp>
#include <support/fake_certificates.hpp>
#include <support/scripted_server.hpp>

using namespace roster_test;
using roster::errc;
using roster::secret;

namespace {

constexpr std::string_view ok_response = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
constexpr std::string_view agreed = "HTTP/1.1 200 Connection established\r\n\r\n";
const roster::http::endpoint secure{.host = "service.example", .port = 443};
const roster::http::endpoint plain{.scheme = "http", .host = "service.example", .port = 80};

/// Options that send all requests through the proxy "proxy.example", which is resolved to loopback.
roster::http_client_options through(std::uint16_t port, const std::string& user_info = "") {
  static const temporary_file file(authority().certificate_pem());
  const secret proxy("http://" + user_info + "proxy.example:" + std::to_string(port));
  return {.ca_file = file.path(),
          .proxy = roster::proxy_options{.http = proxy, .https = proxy, .no_proxy = "direct.example"},
          .resolve = [](const std::string& host, roster::detail::address_handler done) {
            if (host == "service.example") return done(asio::error::host_not_found, {});
            done({}, {asio::ip::address_v4::loopback()});
          }};
}

/// A proxy server, and a client with its port.
struct proxy_bench {
  explicit proxy_bench(std::vector<script> scripts, const std::string& user_info = "")
      : server(context, std::move(scripts)),
        client(roster::make_http_client(context.get_executor(), through(server.port(), user_info))) {}

  outcome send(const roster::http::request& request, std::chrono::milliseconds within = 10s) {
    outcome result;
    asio::co_spawn(context, client->send(request, std::chrono::steady_clock::now() + within),
                   [&](std::exception_ptr error, roster::http::response answer) {
                     result = {true, std::move(error), std::move(answer)};
                   });
    run([&] { return result.over; });
    return result;
  }

  template <class Condition>
  void run(Condition is_set) {
    while (!is_set()) {
      context.restart();
      REQUIRE(context.run_one_for(30s) == 1);
    }
  }

  asio::io_context context{1};
  scripted_server server;
  std::shared_ptr<roster::transport> client;
};

/// Responds to CONNECT, and records the bytes after it.
script answering_connect(std::string_view answer, std::string& after, bool& closed) {
  return [=, &after, &closed](scripted_peer& peer) -> asio::awaitable<void> {
    co_await peer.request();
    co_await peer.say(answer);
    after = co_await peer.until_closed();
    closed = true;
  };
}

void check(const roster::failure& f, errc condition, const std::string& text) {
  const std::string what = f.what();
  CAPTURE(what);
  CHECK(f.condition() == condition);
  CHECK(what.find(text) != what.npos);
  CHECK(what.find("hunter2") == what.npos);
  CHECK(f.details().endpoint.ends_with("service.example:443"));
}

}  // namespace

TEST_CASE("tunnel: CONNECT names the endpoint, with the proxy's credentials only") {
  const auto proxy = roster::detail::parse_proxy("user:hunter2@proxy.example:3128");
  CHECK(roster::detail::connect_header(proxy, secure, "roster/1") ==
        "CONNECT service.example:443 HTTP/1.1\r\n"
        "Host: service.example:443\r\n"
        "User-Agent: roster/1\r\n"
        "Proxy-Authorization: Basic dXNlcjpodW50ZXIy\r\n"
        "\r\n");
  CHECK(roster::detail::connect_header({}, {.host = "::1", .port = 8443}, "") ==
        "CONNECT [::1]:8443 HTTP/1.1\r\nHost: [::1]:8443\r\n\r\n");
}

TEST_CASE(
    "tunnel: https requests use a tunnel; neither side receives the credentials of the other (fault 61)") {
  std::string connect;
  std::vector<std::string> inside;
  std::string name;
  auto tls = server_context(make_identity({.alternative_names = "DNS:service.example"}, &authority()));
  proxy_bench bench({[&](scripted_peer& peer) -> asio::awaitable<void> {
                      connect = co_await peer.request();
                      co_await peer.say(agreed);
                      const bool begun = co_await peer.begin_tls(tls);
                      REQUIRE(begun);
                      name = peer.server_name();
                      for (int i = 0; i < 2; ++i) {
                        inside.push_back(co_await peer.request());
                        co_await peer.say(ok_response);
                      }
                      co_await peer.until_closed();
                    }},
                    "user:hunter2@");
  auto request = get(secure, "/list");
  request.headers.add("authorization", "the endpoint's");
  for (int i = 0; i < 2; ++i) {
    const auto got = bench.send(request);
    REQUIRE_MESSAGE(got.ok(), got.what());
    CHECK(got.answer.body == "ok");
  }
  CHECK(bench.server.connections() == 1);  // the tunnel is reused for the next request
  CHECK(name == "service.example");
  CHECK(connect.starts_with("CONNECT service.example:443 HTTP/1.1\r\n"));
  CHECK(connect.find("Proxy-Authorization: Basic dXNlcjpodW50ZXIy\r\n") != connect.npos);
  CHECK(connect.find("the endpoint's") == connect.npos);
  REQUIRE(inside.size() == 2);
  CHECK(
      inside[0].starts_with("GET /list HTTP/1.1\r\nhost: service.example\r\nauthorization: the endpoint's"));
  for (const auto& seen : inside) CHECK(seen.find("Proxy-") == seen.npos);
}

TEST_CASE("tunnel: Content-Length and codings in the response to CONNECT are ignored (fault 147)") {
  for (const std::string field : {"Content-Length: 6", "Transfer-Encoding: chunked",
                                  "Transfer-Encoding: gzip", "Content-Encoding: gzip"}) {
    CAPTURE(field);
    auto tls = server_context(make_identity({.alternative_names = "DNS:service.example"}, &authority()));
    proxy_bench bench({[&](scripted_peer& peer) -> asio::awaitable<void> {
      co_await peer.request();
      const std::string answer = "HTTP/1.1 200\r\n" + field + "\r\n\r\n";
      co_await peer.say(answer);
      const bool begun = co_await peer.begin_tls(tls);
      REQUIRE(begun);
      co_await peer.request();
      co_await peer.say(ok_response);
    }});
    const auto got = bench.send(get(secure, "/list"));
    REQUIRE_MESSAGE(got.ok(), got.what());
    CHECK(got.answer.body == "ok");
  }
}

TEST_CASE("tunnel: a host with a trailing dot is verified without the dot (fault 145)") {
  std::string name;
  auto tls = server_context(make_identity({.alternative_names = "DNS:service.example"}, &authority()));
  proxy_bench bench({[&](scripted_peer& peer) -> asio::awaitable<void> {
    co_await peer.request();
    co_await peer.say(agreed);
    const bool begun = co_await peer.begin_tls(tls);
    REQUIRE(begun);
    name = peer.server_name();
    co_await peer.request();
    co_await peer.say(ok_response);
  }});
  const auto got = bench.send(get({.host = "service.example.", .port = 443}, "/list"));
  REQUIRE_MESSAGE(got.ok(), got.what());
  CHECK(name == "service.example");
}

TEST_CASE("http client: http requests go to the proxy in absolute form, with the proxy's credentials") {
  std::vector<std::string> seen;
  proxy_bench bench({[&](scripted_peer& peer) -> asio::awaitable<void> {
                      for (int i = 0; i < 2; ++i) {
                        seen.push_back(co_await peer.request());
                        co_await peer.say(ok_response);
                      }
                      co_await peer.until_closed();
                    }},
                    "user:hunter2@");
  auto request = get(plain, "/list");
  request.query = "a=b";
  for (int i = 0; i < 2; ++i) CHECK(bench.send(request).answer.body == "ok");
  CHECK(bench.server.connections() == 1);
  REQUIRE(seen.size() == 2);
  CHECK(seen[0].starts_with("GET http://service.example/list?a=b HTTP/1.1\r\nhost: service.example\r\n"));
  CHECK(seen[0].find("\r\nProxy-Authorization: Basic dXNlcjpodW50ZXIy\r\n") != std::string::npos);
}

TEST_CASE("http client: credentials that a proxy echoes are redacted (fault 69)") {
  proxy_bench bench({[](scripted_peer& peer) -> asio::awaitable<void> {
                      const std::string request = co_await peer.request();
                      const auto at = request.find("Proxy-Authorization: ") + 21;
                      const std::string echo = request.substr(at, request.find("\r\n", at) - at);
                      CHECK(echo == "Basic dXNlcjpodW50ZXIy");
                      co_await peer.say("HTTP/1.1 403 Forbidden\r\nX-Error: " + echo +
                                        "\r\nContent-Length: " + std::to_string(echo.size()) + "\r\n\r\n" +
                                        echo);
                      co_await peer.until_closed();
                    }},
                    "user:hunter2@");
  const auto answer = bench.send(get(plain, "/list")).answer;
  CHECK(answer.proxy == "http://proxy.example:" + std::to_string(bench.server.port()));
  CHECK(answer.body == "Basic ***");
  CHECK(answer.headers.get("x-error") == "Basic ***");
}

namespace {

/// Encodings in which a proxy may echo its user and password, for "bob" and "P1w/d+planted".
const std::vector<std::string> echoes{
    "user bob:P1w/d+planted denied",
    "user bob with P1w/d+planted",
    "BOB:P1W/D+PLANTED",
    "http://bob:P1w%2Fd%2Bplanted@elsewhere.example/",
    "http://%62%6f%62:%50%31%77%2f%64%2b%70%6c%61%6e%74%65%64@elsewhere.example/",
    "Basic Ym9iOlAxdy9kK3BsYW50ZWQ=",
    "Basic Ym9iOlAxdy9kK3BsYW50ZWQ",
    "Basic%20Ym9iOlAxdy9kK3BsYW50ZWQ%3D",
    "{\"user\":\"bob:P1w\\/d\\u002bplanted\"}",
    "5031772f642b706c616e746564",
    "bob:P1w&#x2F;d&#43;planted"};

/// Checks that a text does not contain the password in any of these encodings.
void check_without_password(const std::string& text) {
  CAPTURE(text);
  for (const std::string_view piece : {"lanted", "LANTED", "%6c%61%6e", "BsYW50ZW", "6c616e74", "P1w", "P1W"})
    CHECK(text.find(piece) == text.npos);
}

script answering(std::string answer) {
  return [answer](scripted_peer& peer) -> asio::awaitable<void> {
    co_await peer.request();
    co_await peer.say(answer);
    co_await peer.until_closed();
  };
}

std::string all_of(const roster::failure& f) {
  const auto& d = f.details();
  return std::string(f.what()) + '\n' + d.message + '\n' + d.vendor_message + '\n' + d.request_id;
}

}  // namespace

TEST_CASE(
    "http client: an error response of a proxy is returned without the password, in any encoding (fault "
    "188)") {
  for (const auto& echo : echoes)
    for (const std::string status : {"407 Who are you", "403 Forbidden", "502 Bad Gateway", "302 Found"}) {
      proxy_bench bench({answering("HTTP/1.1 " + status + "\r\nLocation: " + echo + "\r\nX-Error: " + echo +
                                   "\r\nContent-Length: " + std::to_string(echo.size()) + "\r\n\r\n" + echo)},
                        "bob:P1w%2Fd+planted@");
      const auto got = bench.send(get(plain, "/list"));
      REQUIRE(got.ok());
      std::string text = got.answer.body;
      for (const auto& field : got.answer.headers) text += '\n' + field.value;
      CHECK(text.find("***") != text.npos);
      check_without_password(text);
    }
}

TEST_CASE(
    "http client: response data from a proxy is preserved, but messages about it are redacted (fault 188)") {
  const std::string data =
      "a list of planted things: P1w/d+planted, bob:P1w/d+planted, Ym9iOlAxdy9kK3BsYW50ZWQ=";
  proxy_bench bench(
      {answering("HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(data.size()) + "\r\n\r\n" + data)},
      "bob:P1w%2Fd+planted@");
  const auto got = bench.send(get(plain, "/list"));
  REQUIRE(got.ok());
  CHECK(got.answer.body == "a list of planted things: P1w/d+planted, ***, ***");
  REQUIRE(got.answer.secrets);
  CHECK(got.answer.secrets->redact(data) == "a list of planted things: ***, ***, ***");
}

TEST_CASE("http client: without proxy credentials nothing is redacted") {
  proxy_bench bench({answering(std::string(ok_response))});
  CHECK_FALSE(bench.send(get(plain, "/list")).answer.secrets);
}

TEST_CASE("http client: no failure shows the proxy's password, for responses and tunnels (fault 188)") {
  for (const auto& echo : echoes) {
    const std::string length = "\r\nContent-Length: 1\r\n\r\nx";
    for (const std::string& answer : {"HTTP/1.1 200 OK\r\nTransfer-Encoding: " + echo + "\r\n\r\n",
                                      "HTTP/1.1 200 OK\r\nContent-Encoding: " + echo + length,
                                      "HTTP/1.1 101 " + echo + "\r\n\r\n", echo + "\r\n\r\n"}) {
      proxy_bench bench({answering(answer)}, "bob:P1w%2Fd+planted@");
      const auto got = bench.send(get(plain, "/list"));
      REQUIRE_FALSE(got.ok());
      check_without_password(all_of(got.failure()));
    }
    for (const std::string status : {"407 ", "403 ", "500 ", "302 ", "101 "}) {
      proxy_bench bench({answering("HTTP/1.1 " + status + echo + "\r\nLocation: " + echo + length)},
                        "bob:P1w%2Fd+planted@");
      check_without_password(all_of(bench.send(get(secure, "/list")).failure()));
    }
  }
}

TEST_CASE(
    "http client: a short password is redacted together with its user, and a user without password alone "
    "(fault 188)") {
  const auto body_of = [](const std::string& user_info, const std::string& echo) {
    proxy_bench bench(
        {answering("HTTP/1.1 403 No\r\nContent-Length: " + std::to_string(echo.size()) + "\r\n\r\n" + echo)},
        user_info);
    return bench.send(get(plain, "/list")).answer.body;
  };
  CHECK(body_of("bob:PW@", "user bob:PW denied") == "user *** denied");
  CHECK(body_of("bob:PW@", "Basic Ym9iOlBX, Basic Ym9iOlBX%3D%3D") == "Basic ***, Basic ***%3D%3D");
  CHECK(body_of("planted-token@", "no user planted-token") == "no user ***");
}

TEST_CASE("http client: an excepted host is reached directly, without the proxy's credentials") {
  std::string seen;
  proxy_bench bench({[&](scripted_peer& peer) -> asio::awaitable<void> {
                      seen = co_await peer.request();
                      co_await peer.say(ok_response);
                    }},
                    "user:hunter2@");
  const auto got = bench.send(get(bench.server.endpoint("http", "direct.example"), "/list"));
  CHECK_MESSAGE(got.ok(), got.what());
  CHECK(seen.starts_with("GET /list HTTP/1.1\r\n"));
  CHECK(seen.find("Proxy-Authorization") == seen.npos);
}

TEST_CASE("http client: an invalid proxy, or Proxy-Authorization from the caller, fails before any I/O") {
  client_bench bench(
      {.proxy = roster::proxy_options{.https = secret("socks5://user:hunter2@127.0.0.1:1080")}});
  const std::string said = bench.send(get(secure)).failure().what();
  CHECK(said == "invalid proxy: unsupported scheme \"socks5\"; only http proxies are supported");
  auto smuggled = get(plain);
  smuggled.headers.add("proxy-authorization", "Basic hunter2");
  const auto f = bench.send(smuggled).failure();
  CHECK(f.condition() == errc::invalid_argument);
  CHECK(std::string(f.what()).find("hunter2") == std::string::npos);
}

TEST_CASE("tunnel: missing or wrong proxy credentials are reported with status 407 (fault 60)") {
  for (const std::string user_info : {"", "user:hunter2@"}) {
    std::string after = "?";
    bool closed = false;
    proxy_bench bench({answering_connect("HTTP/1.1 407 Who are you\r\nProxy-Authenticate: Basic\r\n"
                                         "Content-Length: 4\r\n\r\nwho?",
                                         after, closed)},
                      user_info);
    check(bench.send(get(secure)).failure(), errc::proxy,
          user_info.empty() ? "requires a user name and a password; HTTP 407"
                            : "rejected the user name and password; HTTP 407");
    bench.run([&] { return closed; });
    CHECK(after == "");
    CHECK(bench.server.connections() == 1);
  }
}

TEST_CASE("tunnel: rejection, connect failure and malformed responses of a proxy are distinguished") {
  struct rejection {
    std::string_view answer;
    errc condition;
    const char* text;
  };
  const rejection all[] = {
      {"HTTP/1.1 403 No\r\n\r\n", errc::proxy,
       " refused to connect to https://service.example:443; HTTP 403"},
      {"HTTP/1.1 302 No\r\nLocation: http://x/\r\n\r\n", errc::proxy, " refused to connect"},
      {"HTTP/1.0 503 No\r\n\r\n", errc::connection,
       " cannot connect to https://service.example:443; HTTP 503"},
      {"HTTP/1.1 101 No\r\n\r\n", errc::protocol, "switches protocols"},
      {"SSH-2.0-x\r\n", errc::protocol, "the response from the proxy http://proxy.example:"},
  };
  for (const rejection& r : all) {
    std::string after = "?";
    bool closed = false;
    proxy_bench bench({answering_connect(r.answer, after, closed)});
    const auto f = bench.send(get(secure)).failure();
    const std::string what = f.what();
    CAPTURE(what);
    CHECK(f.condition() == r.condition);
    CHECK(what.find(r.text) != what.npos);
    bench.run([&] { return closed; });
    CHECK(after == "");
  }
}

TEST_CASE(
    "tunnel: a response to CONNECT followed by a body or other bytes is rejected before TLS begins (fault "
    "61)") {
  for (const std::string answer :
       {"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nforged",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n6\r\nforged\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nforged"}) {
    std::string after = "?";
    bool closed = false;
    proxy_bench bench({answering_connect(answer, after, closed)});
    check(bench.send(get(secure)).failure(), errc::protocol,
          "sent bytes after its CONNECT response, before the TLS handshake with https://service.example:443");
    bench.run([&] { return closed; });
    CHECK(after == "");  // neither TLS nor the request was sent
  }
}

TEST_CASE("tunnel: plain bytes after the response to CONNECT are a TLS failure, not a response (fault 61)") {
  std::string after;
  bool closed = false;
  proxy_bench bench({[&](scripted_peer& peer) -> asio::awaitable<void> {
    co_await peer.request();
    co_await peer.say(agreed);
    const std::string hello = co_await peer.some();
    CHECK(hello.starts_with("\x16\x03"));
    co_await peer.say("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nforged");
    after = co_await peer.until_closed();
    closed = true;
  }});
  check(bench.send(get(secure)).failure(), errc::tls, "no TLS session with https://service.example:443");
  bench.run([&] { return closed; });
  CHECK(after.find("GET") == after.npos);
}

TEST_CASE("tunnel: an unreachable, closing or silent proxy is named in the failure") {
  proxy_bench gone({[](scripted_peer& peer) -> asio::awaitable<void> { co_await peer.request(); },
                    [](scripted_peer& peer) -> asio::awaitable<void> {
                      co_await peer.request();
                      co_await peer.say("HTTP/1.1 200 Conn");
                    },
                    [](scripted_peer& peer) -> asio::awaitable<void> { co_await peer.until_closed(); }});
  check(gone.send(get(secure)).failure(), errc::connection,
        "closed the connection before the tunnel was established");
  check(gone.send(get(secure)).failure(), errc::connection,
        "closed the connection before the tunnel was established");
  check(gone.send(get(secure), 30ms).failure(), errc::timed_out,
        "no tunnel through the proxy http://proxy.example:");
  CHECK(gone.server.connections() == 3);
  client_bench bench(through(1));
  check(bench.send(get(secure)).failure(), errc::connection,
        "connection refused: cannot connect to the proxy http://proxy.example:1 (tried 127.0.0.1: connection "
        "refused)");
}

TEST_CASE(
    "tunnel: an unreachable address of a proxy delays 250 ms, for CONNECT and absolute form (fault 152)") {
  for (const auto& to : {secure, plain}) {
    auto tls = server_context(make_identity({.alternative_names = "DNS:service.example"}, &authority()));
    asio::io_context context{1};
    scripted_server server(context, {[&](scripted_peer& peer) -> asio::awaitable<void> {
                             if (to.secure()) {
                               co_await peer.request();
                               co_await peer.say(agreed);
                               co_await peer.begin_tls(tls);
                             }
                             co_await peer.request();
                             co_await peer.say(ok_response);
                             co_await peer.until_closed();
                           }});
    dead_address dead(context, "127.0.0.2", server.port());
    auto options = through(server.port());
    options.resolve = [](const std::string& host, roster::detail::address_handler done) {
      CHECK(host == "proxy.example");
      done({}, {asio::ip::make_address("127.0.0.2"), asio::ip::address_v4::loopback()});
    };
    const auto client = roster::make_http_client(context.get_executor(), options);
    const auto request = get(to);
    outcome result;
    const auto begin = std::chrono::steady_clock::now();
    asio::co_spawn(context, client->send(request, begin + 10s),
                   [&](std::exception_ptr error, roster::http::response answer) {
                     result = {true, std::move(error), std::move(answer)};
                   });
    while (!result.over) REQUIRE(context.run_one_for(30s) == 1);
    CHECK_MESSAGE(result.ok(), result.what());
    CHECK(std::chrono::steady_clock::now() - begin >= 250ms);
    CHECK(std::chrono::steady_clock::now() - begin <
          4s);  // half of the total time: the earlier share of an address
    CHECK(server.connections() == 1);
  }
}

TEST_CASE("tunnel: an endless response to CONNECT fails at the header limit") {
  std::size_t said = 0;
  bool closed = false;
  proxy_bench bench({[&](scripted_peer& peer) -> asio::awaitable<void> {
    co_await peer.request();
    co_await peer.say("HTTP/1.1 200 OK\r\n");
    co_await peer.say_for_ever("X: y\r\n");
    said = peer.said();
    closed = true;
  }});
  const auto f = bench.send(get(secure)).failure();
  CHECK(f.condition() == errc::too_large);
  bench.run([&] { return closed; });
  CHECK(said < 20'000'000);
}

TEST_CASE("tunnel: the certificate is verified for the endpoint, not for the proxy") {
  auto tls = server_context(make_identity({.alternative_names = "DNS:proxy.example"}, &authority()));
  bool begun = true;
  proxy_bench bench({[&](scripted_peer& peer) -> asio::awaitable<void> {
    co_await peer.request();
    co_await peer.say(agreed);
    begun = co_await peer.begin_tls(tls);
  }});
  check(bench.send(get(secure)).failure(), errc::tls, ": hostname mismatch");
  bench.run([&] { return !begun; });
}
