// SPDX-License-Identifier: BSL-1.0

#include <doctest/doctest.h>
#include <openssl/ssl.h>
#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <roster/transport/detail/connection.hpp>
#include <roster/transport/detail/tls.hpp>
#include <roster/transport/detail/tls_sessions.hpp>
#include <string>
#include <utility>
#include <vector>

#include <support/client_bench.hpp>
#include <support/fake_certificates.hpp>
#include <support/run_awaitable.hpp>
#include <support/scripted_server.hpp>
#include <support/trusting_client.hpp>

using namespace roster_test;
using roster::detail::tls_session_pointer;
using roster::detail::tls_sessions;

namespace {

constexpr std::string_view closing_response =
    "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok";

/// Sends one request to each host, each on a new connection of one client; returns which connections were resumed.
std::string resumed(const std::vector<std::string>& hosts, asio::ssl::context& tls,
                    const roster::http_client_options& options = trusting()) {
  client_bench bench(options);
  std::string which;
  const script once = [&](scripted_peer& peer) -> asio::awaitable<void> {
    co_await peer.request();
    which += peer.resumed() ? 'r' : 'f';
    co_await peer.say(closing_response);
    co_await peer.until_closed();
  };
  scripted_server server(bench.context, std::vector<script>(hosts.size(), once), &tls);
  for (const std::string& host : hosts) CHECK(bench.send(get(server.endpoint("https", host))).ok());
  return which;
}

}  // namespace

TEST_CASE("tls sessions: a new connection to the same origin resumes the session of an earlier one") {
  auto tls = server_context(make_identity({}, &authority()));
  CHECK(resumed({"localhost", "localhost", "localhost"}, tls) == "frr");
  CHECK(resumed({"localhost", "localhost"}, tls) == "fr");  // another client has its own sessions
}

TEST_CASE("tls sessions: TLS 1.2 sessions are resumed, too") {
  auto tls = server_context(make_identity({}, &authority()));
  SSL_CTX_set_max_proto_version(tls.native_handle(), TLS1_2_VERSION);
  CHECK(resumed({"localhost", "localhost", "localhost"}, tls) == "frr");
}

TEST_CASE("tls sessions: are not used for another host, or without tickets") {
  auto tls = server_context(make_identity({}, &authority()));
  auto options = trusting();
  options.insecure_accept_any_server = true;  // the certificate is not valid for both
  CHECK(resumed({"localhost", "other.example", "localhost", "other.example"}, tls, options) == "ffrr");
  SSL_CTX_set_options(tls.native_handle(), SSL_OP_NO_TICKET);
  SSL_CTX_set_num_tickets(tls.native_handle(), 0);
  SSL_CTX_set_session_cache_mode(tls.native_handle(), SSL_SESS_CACHE_OFF);
  CHECK(resumed({"localhost", "localhost"}, tls) == "ff");
}

TEST_CASE("tls sessions: the certificate of a server that cannot resume is verified") {
  client_bench bench(trusting());
  auto trusted = server_context(make_identity({}, &authority()));
  auto other = server_context(make_identity({}, nullptr));
  std::size_t requests = 0;
  const script once = [&](scripted_peer& peer) -> asio::awaitable<void> {
    const std::string got = co_await peer.request();
    requests += !got.empty();
    co_await peer.say(closing_response);
    co_await peer.until_closed();
  };
  std::uint16_t port = 0;
  {
    scripted_server server(bench.context, {once}, &trusted);
    port = server.port();
    CHECK(bench.send(get(server.endpoint("https", "localhost"))).ok());
  }
  scripted_server server(bench.context, {once}, &other, port);
  CHECK(bench.send(get(server.endpoint("https", "localhost"))).failure().condition() == roster::errc::tls);
  CHECK(requests == 1);
}

TEST_CASE("tls sessions: the newest are kept, at most 64 and 4 of an origin") {
  tls_sessions all;
  const auto at = std::chrono::steady_clock::now();
  const auto add = [&](const std::string& origin) {
    all.add(origin, {tls_session_pointer(SSL_SESSION_new()), at});
    return all.size();
  };
  for (int i = 0; i < 10; ++i) CHECK(add("a") <= tls_sessions::most_per_origin);
  for (int i = 0; i < 100; ++i) CHECK(add(std::to_string(i)) <= tls_sessions::most);
  CHECK(!all.take("a", at).session);
  CHECK(!all.take("0", at).session);
  CHECK(all.take("99", at).session);
}

TEST_CASE("tls sessions: a session of TLS 1.3 is used once, and none an hour after the full handshake") {
  tls_sessions all;
  const auto at = std::chrono::steady_clock::now();
  const auto add = [&](int version, tls_sessions::time_point verified) {
    tls_session_pointer session(SSL_SESSION_new());
    SSL_SESSION_set_protocol_version(session.get(), version);
    all.add("a", {std::move(session), verified});
  };
  CHECK(!all.take("a", at).session);
  add(TLS1_3_VERSION, at);
  CHECK(all.take("a", at).verified == at);
  CHECK(!all.take("a", at).session);
  add(TLS1_2_VERSION, at);
  for (int i = 0; i < 3; ++i) CHECK(all.take("a", at + std::chrono::minutes(59)).session);
  CHECK(!all.take("a", at + std::chrono::hours(1)).session);
}

TEST_CASE("tls sessions: a resumed session is as old as the full handshake before it") {
  auto tls = server_context(make_identity({}, &authority()));
  client_bench bench(trusting());
  const auto sessions = std::make_shared<tls_sessions>();
  const script once = [](scripted_peer& peer) -> asio::awaitable<void> {
    co_await peer.request();
    co_await peer.say(closing_response);
    co_await peer.until_closed();
  };
  scripted_server server(bench.context, {once, once}, &tls);
  const auto connect = [&]() -> asio::awaitable<bool> {
    tcp::socket socket(bench.context);
    co_await socket.async_connect({asio::ip::address_v4::loopback(), server.port()}, asio::use_awaitable);
    const auto opened = std::make_shared<roster::detail::connection>(std::move(socket));
    const auto context = roster::detail::shared_tls_context(trusting());
    const roster::detail::tls_session_place place{.sessions = sessions, .origin = "https://localhost"};
    boost::system::error_code ec;
    co_await opened->handshake(context.get(), "localhost", place, ec);
    const std::array<asio::const_buffer, 2> request{asio::buffer("GET / HTTP/1.1\r\n\r\n", 18), {}};
    co_await opened->write(request, ec);
    std::string space(1000, ' ');
    const auto bytes = asio::buffer(space);
    co_await opened->read_some(bytes, ec);
    co_return SSL_session_reused(opened->session()) == 1;
  };
  CHECK(!run(bench.context, connect()));
  auto first = sessions->take("https://localhost", std::chrono::steady_clock::now());
  REQUIRE(first.session);
  const auto verified = first.verified -= std::chrono::minutes(30);
  while (sessions->take("https://localhost", std::chrono::steady_clock::now()).session) {
  }
  sessions->add("https://localhost", std::move(first));
  CHECK(run(bench.context, connect()));
  CHECK(sessions->take("https://localhost", std::chrono::steady_clock::now()).verified == verified);
}
