// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <array>
#include <roster/eas/client.hpp>
#include <roster/emulator/faults/fault.hpp>
#include <roster/emulator/server/server.hpp>
#include <roster/failure.hpp>
#include <roster/http/url.hpp>
#include <support/fake_certificates.hpp>
#include <support/run_awaitable.hpp>

using namespace roster_test;
using roster::errc;

namespace {

/// A server that makes its certificates, and a client that lists from it and retries without delay.
class tls_bench {
 public:
  explicit tls_bench(roster::emulator::options options, std::string host = "localhost")
      : clouds(std::move(options)),
        server(io.get_executor(), clouds, {.host = std::move(host), .make_certificate = true}),
        endpoint(server.start()),
        authority_(server.ca_certificate_pem()) {}

  std::size_t list(std::string at = {}) {
    const roster::eas::client client{
        io.get_executor(),
        {.region = "cn-shanghai",
         .endpoint = at.empty() ? endpoint : std::move(at),
         .credentials = clouds.credentials(),
         .http = {.ca_file = authority_.path(), .proxy = roster::proxy_options{}, .resolve = loopback},
         .runtime = {.sleep = [](std::chrono::milliseconds) { return no_time(); }}}};
    auto services = client.list_services();
    const auto all = run(io, services.collect());
    return all.size();
  }

  boost::asio::io_context io{};
  roster::emulator::cloud clouds;
  roster::emulator::server server;
  const std::string endpoint;

 private:
  static void loopback(const std::string&, roster::detail::address_handler done) {
    done({}, {boost::asio::ip::address_v4::loopback()});
  }
  static boost::asio::awaitable<void> no_time() { co_return; }

  temporary_file authority_;
};

/// A TLS fault, and the error message of the client.
struct bad_server {
  const char* how;
  const char* said;
};

constexpr std::array<bad_server, 9> refused_at_once{
    {{"wrong-host", ": hostname mismatch"},
     {"expired", ": certificate has expired"},
     {"not-yet-valid", ": certificate is not yet valid"},
     {"self-signed", ": self-signed certificate"},
     {"unknown-authority", ": unable to get local issuer certificate"},
     {"common-name", ": hostname mismatch"},
     {"weak-key", ": EE certificate key too weak"},
     {"old-version", "alert protocol version"},
     {"plain-http", "wrong version number"}}};

roster::emulator::fault bad_tls(const std::string& how, std::size_t times = 1) {
  auto fault = roster::emulator::parse_fault("tls:how=" + how);
  fault.times = times;
  return fault;
}

}  // namespace

TEST_CASE("server tls: a generated certificate is accepted by clients that trust its authority") {
  tls_bench bench({.services = 3}, "pai-eas.example");
  CHECK(bench.endpoint.starts_with("https://pai-eas.example:"));
  const std::string port = std::to_string(roster::http::detail::parse_endpoint(bench.endpoint).port);
  CHECK(bench.list() == 3);
  CHECK(bench.list("https://localhost:" + port) == 3);
  CHECK(bench.list("https://127.0.0.1:" + port) == 3);
  try {
    bench.list("https://other.example:" + port);
    FAIL("accepted");
  } catch (const roster::failure& f) {
    CHECK(std::string(f.what()).find("hostname mismatch") != std::string::npos);
  }
}

TEST_CASE(
    "server tls: each bad server is rejected once with the reason and receives no request (faults 72, 73, "
    "74)") {
  for (const bad_server& bad : refused_at_once) {
    tls_bench bench({.services = 3, .faults = {bad_tls(bad.how)}});
    try {
      bench.list();
      FAIL("accepted: " << bad.how);
    } catch (const roster::failure& f) {
      CHECK_MESSAGE(std::string(f.what()).find(bad.said) != std::string::npos, bad.how << ": " << f.what());
      CHECK(f.condition() == errc::tls);
      CHECK(f.details().attempts == 1);
    }
    CHECK(bench.clouds.fault_hits(0) == 1);
    CHECK(bench.server.connections() == 1);
    CHECK(bench.clouds.log().empty());
    CHECK(bench.list() == 3);  // the next connection has no fault
    CHECK(bench.clouds.fault_hits(0) == 1);
  }
}

TEST_CASE("server tls: interrupted handshakes cause retries and lose no service (fault 74)") {
  tls_bench bench({.services = 3, .faults = {bad_tls("cut", 3)}});
  CHECK(bench.list() == 3);
  CHECK(bench.clouds.fault_hits(0) == 3);
  CHECK(bench.server.connections() == 4);
  CHECK(bench.clouds.log().size() == 1);
}

TEST_CASE("server tls: handshakes that are always interrupted are a failure that says so (fault 74)") {
  tls_bench bench({.services = 3, .faults = {bad_tls("cut", roster::emulator::fault::always)}});
  try {
    bench.list();
    FAIL("accepted");
  } catch (const roster::failure& f) {
    CHECK(f.condition() == errc::connection);
    CHECK(std::string(f.what()).find("closed the connection during the TLS handshake") != std::string::npos);
  }
  CHECK(bench.clouds.fault_hits(0) == 4);
  CHECK(bench.clouds.log().empty());
}

TEST_CASE("server tls: the tests cover every kind of TLS fault") {
  std::size_t known = 1;  // cut
  for (const auto& [word, json] : roster::emulator::detail::tls_fault_words)
    for (const bad_server& bad : refused_at_once) known += word == bad.how;
  CHECK(known == roster::emulator::detail::tls_fault_words.size());
}

TEST_CASE("server tls: a host name that no certificate can contain is rejected when the server is created") {
  boost::asio::io_context io;
  const auto make = [&] {
    roster::emulator::server(io.get_executor(), roster::emulator::cloud(),
                             {.host = "a,b", .make_certificate = true});
  };
  CHECK_THROWS_AS(make(), roster::failure);
}
