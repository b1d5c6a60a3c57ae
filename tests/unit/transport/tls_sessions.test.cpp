// SPDX-License-Identifier: BSL-1.0

#include <doctest/doctest.h>
#include <openssl/ssl.h>
#include <cstddef>
#include <cstdint>
#include <roster/transport/detail/tls_sessions.hpp>
#include <string>
#include <vector>

#include <support/client_bench.hpp>
#include <support/fake_certificates.hpp>
#include <support/scripted_server.hpp>

using namespace roster_test;
using roster::detail::tls_session_pointer;
using roster::detail::tls_sessions;

namespace {

constexpr std::string_view closing_response =
    "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok";

const identity& authority() {
  static const identity made = make_authority();
  return made;
}

roster::http_client_options trusting() {
  static const temporary_file file(authority().certificate_pem());
  return {.ca_file = file.path(), .resolve = [](const std::string&, roster::detail::address_handler done) {
            done({}, {asio::ip::address_v4::loopback()});
          }};
}

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
  CHECK(resumed({"localhost", "localhost"}, tls).starts_with("fr"));
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

TEST_CASE("tls sessions: at most 64 are kept, the newest, and each is used once") {
  tls_sessions all;
  const auto session = [] { return tls_session_pointer(SSL_SESSION_new()); };
  CHECK(!all.take("a"));
  for (std::size_t i = 0; i < tls_sessions::most; ++i) all.add("a", session());
  auto newest = session();
  const SSL_SESSION* const address = newest.get();
  all.add("b", std::move(newest));
  CHECK(all.take("b").get() == address);
  CHECK(!all.take("b"));
  std::size_t left = 0;
  while (all.take("a")) ++left;
  CHECK(left == tls_sessions::most - 1);
}
