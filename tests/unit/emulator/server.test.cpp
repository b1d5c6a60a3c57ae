// SPDX-License-Identifier: BSL-1.0
#include <algorithm>
#include <boost/asio/executor_work_guard.hpp>
#include <filesystem>
#include <fstream>
#include <optional>
#include <roster/eas/client.hpp>
#include <roster/emulator/server/server.hpp>
#include <roster/failure.hpp>
#include <roster/http/detail/date.hpp>
#include <roster/range/await_blocking.hpp>
#include <roster/range/blocking.hpp>
#include <roster/transport/http_client.hpp>
#include <support/emulator_requests.hpp>
#include <support/fake_certificates.hpp>
#include <support/listed.hpp>
#include <support/raw_client.hpp>
#include <support/run_awaitable.hpp>
#include <support/signature_vectors.hpp>
#include <thread>

using namespace roster_test;
using namespace std::chrono_literals;
using roster::emulator::cloud;
using roster::emulator::options;
using roster::emulator::server;

namespace {

cloud open_emulator(roster::emulator::options options = {}) {
  options.verify_signatures = false;
  return cloud(std::move(options));
}

/// A server with its own thread, for clients that block.
class running_server {
 public:
  explicit running_server(cloud clouds, roster::emulator::server_options options = {})
      : server_(io_.get_executor(), std::move(clouds), std::move(options)),
        endpoint(server_.start()),
        thread_([this] { io_.run(); }) {}

  std::size_t connections() const { return server_.connections(); }
  void stop() {
    server_.stop();
    if (thread_.joinable()) thread_.join();  // returns, because no work of the server is left
  }
  ~running_server() { stop(); }

 private:
  boost::asio::io_context io_{};
  roster::emulator::server server_;

 public:
  const std::string endpoint;

 private:
  std::thread thread_;
};

http::request to(const std::string& endpoint, http::request request) {
  request.to = http::detail::parse_endpoint(endpoint);
  request.headers.set("Host", request.to.authority());
  return request;
}

}  // namespace

TEST_CASE("server: serves both clouds over many connections") {
  boost::asio::io_context io;
  const cloud clouds;
  roster::emulator::server server(io.get_executor(), clouds);
  const std::string endpoint = server.start();
  CHECK(endpoint.starts_with("http://127.0.0.1:"));
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  const auto transport = roster::make_http_client(io.get_executor());
  const auto eas =
      eas_page(send(io, *transport, signed_eas(to(endpoint, eas_request({{"Filter", "chat"}})), "n1", now)));
  CHECK(eas.total_count > 0);
  const auto qianfan =
      qianfan_page(send(io, *transport, signed_qianfan(to(endpoint, qianfan_request()), now)));
  CHECK(qianfan.service_list.size() == 10);
  CHECK(server.connections() == 1);  // reused

  std::size_t answered = 0;
  for (int i = 0; i < 8; ++i) {
    const auto request = to(endpoint, eas_request());
    boost::asio::co_spawn(
        io,
        [](roster::transport& t, http::request r) -> boost::asio::awaitable<unsigned> {
          const auto response = co_await t.send(r, std::chrono::steady_clock::now() + 20s);
          co_return response.status;
        }(*transport, request),
        [&](std::exception_ptr e, unsigned status) { answered += !e && status == 400; });
  }
  while (answered < 8 && io.run_one() != 0) {
  }
  CHECK(server.connections() > 2);
  server.stop();
  CHECK(clouds.log().size() == 10);
}

TEST_CASE("server: counts the connections that are open") {
  boost::asio::io_context io;
  roster::emulator::server server(io.get_executor(), open_emulator());
  const std::string endpoint = server.start();
  std::optional<raw_client> first(endpoint);
  const raw_client second(endpoint);
  while (server.open_connections() < 2) io.run_one();
  first.reset();
  while (server.open_connections() > 1) io.run_one();
  CHECK(server.connections() == 2);
  server.stop();
  io.run();
  CHECK(server.open_connections() == 0);
}

TEST_CASE("server: one connection serves many requests until the client requests to close it") {
  running_server server(open_emulator());
  raw_client client(server.endpoint);
  for (int i = 0; i < 5; ++i) {
    client.say(bytes_of(eas_request({{"PageSize", "1"}})));
    CHECK(client.hear().starts_with("HTTP/1.1 200 OK\r\n"));
  }
  client.say(bytes_of(eas_request(), "Connection: close\r\n"));
  const auto end = client.hear_all();
  CHECK(end.how == boost::asio::error::eof);
  CHECK(end.bytes.find("Connection: close\r\n") != std::string::npos);
  CHECK(server.connections() == 1);
}

TEST_CASE("server: pipelined requests receive their responses in order") {
  running_server server(open_emulator());
  raw_client client(server.endpoint);
  std::string all;
  for (const char* number : {"1", "2", "3"})
    all += bytes_of(eas_request({{"PageNumber", number}, {"PageSize", "2"}}));
  all += bytes_of(qianfan_request());
  client.say(all);
  for (const char* number : {"1", "2", "3"})
    CHECK(client.hear().find("\"PageNumber\":" + std::string(number)) != std::string::npos);
  CHECK(client.hear().find("serviceList") != std::string::npos);
}

TEST_CASE("server: malformed and oversized requests are rejected, and the connection is closed") {
  running_server server(open_emulator());
  const auto ask = [&](const std::string& bytes) {
    raw_client client(server.endpoint);
    client.say(bytes);
    return client.hear_all().bytes;
  };
  CHECK(ask("rubbish\r\n\r\n").starts_with("HTTP/1.1 400 "));
  CHECK(ask("GET / HTTP/1.1\r\nx: " + std::string(70'000, 'x')).starts_with("HTTP/1.1 431 "));
  CHECK(ask("POST /v2/service HTTP/1.1\r\nContent-Length: 2000000\r\n\r\n").starts_with("HTTP/1.1 413 "));
}

TEST_CASE("server: omits the body of a response to HEAD") {
  running_server server(open_emulator());
  raw_client client(server.endpoint);
  client.say("HEAD /api/v2/services HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  const auto end = client.hear_all();
  CHECK(end.bytes.starts_with("HTTP/1.1 404 "));
  CHECK(end.bytes.ends_with("\r\n\r\n"));
}

TEST_CASE("server: a client that disconnects early does not affect others") {
  running_server server(open_emulator());
  for (const char* part : {"", "GET ", "GET /api/v2/services HTTP/1.1\r\nHost: x\r\n"}) {
    raw_client client(server.endpoint);
    client.say(part);
  }
  raw_client client(server.endpoint);
  client.say(bytes_of(eas_request()));
  CHECK(client.hear().starts_with("HTTP/1.1 200 OK\r\n"));
}

TEST_CASE("server: a reset happens before the response, inside the header or inside the body") {
  const auto clouds = open_emulator();
  running_server server(clouds);
  const auto ask = [&](const char* fault) {
    clouds.add_fault(roster::emulator::parse_fault(fault));
    raw_client client(server.endpoint);
    client.say(bytes_of(eas_request()));
    return client.hear_all();
  };
  const auto before = ask("reset");
  CHECK(before.how == boost::asio::error::connection_reset);
  CHECK(before.bytes == "");
  const auto header = ask("reset:where=header");
  CHECK(header.how == boost::asio::error::connection_reset);
  CHECK(header.bytes.find("\r\n\r\n") == std::string::npos);
  const auto body = ask("reset:where=body");
  CHECK(body.how == boost::asio::error::connection_reset);
  for (std::size_t i = 0; i < 3; ++i) CHECK(clouds.fault_hits(i) == 1);
}

TEST_CASE("server: a cut response and a truncated one end with a closed connection") {
  const auto clouds = open_emulator();
  running_server server(clouds);
  const auto ask = [&](const char* fault) {
    clouds.add_fault(roster::emulator::parse_fault(fault));
    raw_client client(server.endpoint);
    client.say(bytes_of(eas_request({{"PageSize", "1"}})));
    const auto end = client.hear_all();
    CHECK(end.how == boost::asio::error::eof);
    return end.bytes;
  };
  const std::string cut = ask("cut:bytes=10");
  CHECK(cut.size() == cut.find("\r\n\r\n") + 4 + 10);
  const std::string truncated = ask("truncate:bytes=3");
  const std::string body = truncated.substr(truncated.find("\r\n\r\n") + 4);
  CHECK(truncated.find("Content-Length: " + std::to_string(body.size() + 3) + "\r\n") != std::string::npos);
  CHECK(body.ends_with("}"));  // the body is complete
}

TEST_CASE("server: the real client reports each broken response as a broken connection") {
  boost::asio::io_context io;
  const auto clouds = open_emulator();
  roster::emulator::server server(io.get_executor(), clouds);
  const std::string endpoint = server.start();
  std::size_t number = 0;
  for (const char* fault : {"reset", "reset:where=header", "reset:where=body", "cut", "truncate"}) {
    CAPTURE(fault);
    const auto transport =
        roster::make_http_client(io.get_executor());  // an empty pool, so that no request is sent again
    number = clouds.add_fault(roster::emulator::parse_fault(fault));
    const auto request = to(endpoint, eas_request());
    bool failed = false;
    try {
      send(io, *transport, request);
    } catch (const roster::failure& f) {
      failed = f.condition() == roster::errc::connection;
    }
    CHECK(failed);
    CHECK(clouds.fault_hits(number) == 1);
  }
  const auto transport = roster::make_http_client(io.get_executor());
  CHECK(send(io, *transport, to(endpoint, eas_request())).status == 200);
}

TEST_CASE("server: a delayed response is sent after the delay") {
  const auto clouds = open_emulator({.faults = {roster::emulator::parse_fault("delay:wait-ms=30")}});
  running_server server(clouds);
  raw_client client(server.endpoint);
  const auto begin = std::chrono::steady_clock::now();
  client.say(bytes_of(eas_request()));
  CHECK(client.hear().starts_with("HTTP/1.1 200 OK\r\n"));
  CHECK(std::chrono::steady_clock::now() - begin >= 30ms);
}

TEST_CASE("server: stopping closes the port and every connection, even during a response") {
  const auto clouds = open_emulator({.faults = {roster::emulator::parse_fault("delay:wait-ms=600000")}});
  running_server server(clouds);
  raw_client idle(server.endpoint);
  raw_client half(server.endpoint);
  raw_client waiting(server.endpoint);
  half.say("GET /api/v2");
  waiting.say(bytes_of(eas_request()));
  while (clouds.log().empty() || server.connections() < 3) std::this_thread::yield();
  server.stop();
  CHECK(idle.hear_all().how);
  CHECK(half.hear_all().how);
  CHECK(waiting.hear_all().bytes == "");
  CHECK_THROWS_AS(raw_client(server.endpoint), boost::system::system_error);
  server.stop();
}

TEST_CASE("server: stops when it is destroyed and leaves no pending work") {
  boost::asio::io_context io;
  {
    roster::emulator::server server(io.get_executor(), open_emulator());
    server.start();
    io.poll();
  }
  io.restart();
  io.run();
  CHECK(true);  // run() has returned
}

TEST_CASE("server: an io_context may be destroyed before its connections end") {
  const auto clouds = open_emulator();
  std::optional<raw_client> client;
  {
    boost::asio::io_context io;
    roster::emulator::server server(io.get_executor(), clouds);
    client.emplace(server.start());
    client->say("GET /api");
    while (server.connections() == 0) io.run_one();
  }
  CHECK(client->hear_all().how);
}

TEST_CASE("server: a port in use is a failure that names it") {
  boost::asio::io_context io;
  roster::emulator::server first(io.get_executor(), open_emulator());
  const auto port = http::detail::parse_endpoint(first.start()).port;
  roster::emulator::server second(io.get_executor(), open_emulator(), {.port = port});
  try {
    second.start();
    FAIL("the port is there twice");
  } catch (const roster::failure& f) {
    CHECK(f.condition() == roster::errc::connection);
    CHECK(f.details().message.starts_with("the emulator cannot listen on 127.0.0.1 port " +
                                          std::to_string(port) + ": "));
  }
}

TEST_CASE("server: an unusable address or certificate is rejected at once") {
  boost::asio::io_context io;
  const auto refused = [&](roster::emulator::server_options options) {
    try {
      roster::emulator::server(io.get_executor(), open_emulator(), std::move(options));
    } catch (const roster::failure& f) {
      CHECK(f.condition() == roster::errc::invalid_argument);
      return f.details().message;
    }
    return std::string();
  };
  CHECK(refused({.address = "localhost"}) ==
        "the emulator cannot listen on \"localhost\": not an IP address");
  CHECK(refused({.certificate_pem = "none", .private_key_pem = roster::secret("none")})
            .starts_with("invalid emulator certificate: "));
  CHECK(refused({.certificate_pem = "none"}) ==
        "the certificate of the emulator requires its private key (private_key_pem)");
  CHECK(refused({.private_key_pem = roster::secret("none")}) ==
        "the emulator has a private key (private_key_pem) without its certificate");
  const auto right = make_identity({});
  CHECK(refused({.certificate_pem = right.certificate_pem(), .private_key_pem = roster::secret("none")})
            .starts_with("invalid private key of the emulator certificate: "));
}

TEST_CASE("server: serves HTTPS with a given certificate and can be stopped") {
  const auto identity = make_identity({});
  const auto clouds = open_emulator();
  boost::asio::io_context io;
  roster::emulator::server server(io.get_executor(), clouds,
                                  {.host = "localhost",
                                   .certificate_pem = identity.certificate_pem(),
                                   .private_key_pem = roster::secret(identity.key_pem())});
  const std::string endpoint = server.start();
  CHECK(endpoint.starts_with("https://localhost:"));
  const auto file =
      std::filesystem::temp_directory_path() /
      ("roster-emulator-ca-" + std::to_string(http::detail::parse_endpoint(endpoint).port) + ".pem");
  std::ofstream(file) << identity.certificate_pem();
  const auto transport = roster::make_http_client(io.get_executor(), {.ca_file = file.string()});
  std::filesystem::remove(file);
  for (int i = 0; i < 3; ++i) CHECK(send(io, *transport, to(endpoint, eas_request())).status == 200);
  CHECK(server.connections() == 1);
  clouds.add_fault(roster::emulator::parse_fault("cut"));
  bool failed = false;
  try {
    send(io, *transport, to(endpoint, eas_request()));
  } catch (const roster::failure& f) {
    failed = f.condition() == roster::errc::connection;
  }
  CHECK(failed);
  const auto before = server.connections();
  raw_client silent("http://127.0.0.1:" + std::to_string(http::detail::parse_endpoint(endpoint).port));
  while (server.connections() == before) io.run_one();
  server.stop();
  io.restart();
  io.run_for(20s);
  CHECK(io.stopped());  // no pending work, not even the handshake of the silent client
}

namespace {

/// A fault of one response, and the resulting failure of the client, if any.
struct spoiling {
  const char* spec;
  std::optional<roster::errc> condition{};
};

const spoiling spoilings[] = {{"stall", roster::errc::timed_out},
                              {"stall:where=header", roster::errc::timed_out},
                              {"stall:where=body", roster::errc::timed_out},
                              {"drip:every-ms=20", roster::errc::timed_out},
                              {"drip:every-ms=0"},
                              {"flood", roster::errc::too_large},
                              {"flood:part=header", roster::errc::too_large},
                              {"flood:part=interim", roster::errc::too_large},
                              {"flood:part=extension", roster::errc::too_large},
                              {"flood:part=trailer", roster::errc::too_large},
                              {"flood:part=body", roster::errc::too_large},
                              {"flood:part=header,bytes=9000", roster::errc::connection},
                              {"malformed", roster::errc::protocol},
                              {"malformed:how=bad-length", roster::errc::protocol},
                              {"malformed:how=two-lengths", roster::errc::protocol},
                              {"malformed:how=length-and-chunks", roster::errc::protocol},
                              {"malformed:how=bad-chunk", roster::errc::protocol},
                              {"malformed:how=coding", roster::errc::protocol},
                              {"malformed:how=compressed", roster::errc::protocol},
                              {"malformed:how=folded", roster::errc::protocol},
                              {"malformed:how=switching", roster::errc::protocol},
                              {"garble", roster::errc::connection},
                              {"interim"},
                              {"surplus"}};

/// Sends one request over `transport` and returns its failure; `late` shortens the deadline of a request that will time
/// out.
std::optional<roster::errc> failure_of(boost::asio::io_context& io, roster::transport& transport,
                                       const http::request& request, bool late = false) {
  try {
    send(io, transport, request, late ? 200ms : 20s);
  } catch (const roster::failure& f) {
    return f.condition();
  }
  return std::nullopt;
}

}  // namespace

TEST_CASE("server: a corrupted response is the same failure over HTTP, over HTTPS and without sockets") {
  const auto identity = make_identity({});
  const temporary_file ca(identity.certificate_pem());
  for (const spoiling& s : spoilings) {
    CAPTURE(s.spec);
    boost::asio::io_context io;
    auto fault = roster::emulator::parse_fault(s.spec);
    fault.times = 3;
    const auto clouds = open_emulator({.faults = {fault}});
    const bool late = s.condition == roster::errc::timed_out;
    roster::emulator::server plain(io.get_executor(), clouds);
    roster::emulator::server secure(io.get_executor(), clouds,
                                    {.host = "localhost",
                                     .certificate_pem = identity.certificate_pem(),
                                     .private_key_pem = roster::secret(identity.key_pem())});
    const auto transport = roster::make_http_client(io.get_executor(), {.ca_file = ca.path()});
    const auto request = eas_request({{"PageSize", "1"}});
    const std::string endpoints[] = {plain.start(), secure.start()};
    for (const std::string& endpoint : endpoints)
      CHECK(failure_of(io, *transport, to(endpoint, request), late) == s.condition);
    CHECK(failure_of(io, *clouds.transport(io.get_executor()), request, late) == s.condition);
    CHECK(clouds.fault_hits(0) == 3);
    for (const std::string& endpoint : endpoints)
      CHECK_FALSE(failure_of(io, *transport, to(endpoint, request)));
  }
}

TEST_CASE("server: a connection fault ends a connection before TLS and before any request") {
  const auto identity = make_identity({});
  const temporary_file ca(identity.certificate_pem());
  const auto ask = [&](const char* spec, bool tls) {
    boost::asio::io_context io;
    const auto clouds = open_emulator({.faults = {roster::emulator::parse_fault(spec)}});
    roster::emulator::server_options options{.host = "localhost"};
    if (tls) options.certificate_pem = identity.certificate_pem();
    if (tls) options.private_key_pem = roster::secret(identity.key_pem());
    roster::emulator::server server(io.get_executor(), clouds, options);
    const std::string endpoint = server.start();
    const auto transport = roster::make_http_client(io.get_executor(), {.ca_file = ca.path()});
    const bool late = std::string_view(spec).ends_with("stall");
    const auto failed = failure_of(io, *transport, to(endpoint, eas_request()), late);
    CHECK(clouds.fault_hits(0) == 1);
    CHECK(clouds.log().empty());
    CHECK_FALSE(failure_of(io, *transport, to(endpoint, eas_request())));
    CHECK(clouds.fault_hits(0) == 1);
    return failed;
  };
  for (const bool tls : {false, true}) {
    CHECK(ask("connection", tls) == roster::errc::connection);
    CHECK(ask("connection:how=reset", tls) == roster::errc::connection);
    CHECK(ask("connection:how=stall", tls) == roster::errc::timed_out);
    CHECK(ask("connection:how=garbage", tls) == (tls ? roster::errc::tls : roster::errc::protocol));
  }
}

TEST_CASE("server: a cut response without Content-Length is detected only by TLS") {
  const auto identity = make_identity({});
  const temporary_file ca(identity.certificate_pem());
  boost::asio::io_context io;
  const auto clouds = open_emulator({.faults = {roster::emulator::parse_fault("cut:no-length=yes,times=2")}});
  roster::emulator::server plain(io.get_executor(), clouds);
  roster::emulator::server secure(io.get_executor(), clouds,
                                  {.host = "localhost",
                                   .certificate_pem = identity.certificate_pem(),
                                   .private_key_pem = roster::secret(identity.key_pem())});
  const auto transport = roster::make_http_client(io.get_executor(), {.ca_file = ca.path()});
  CHECK_FALSE(failure_of(io, *transport, to(plain.start(), eas_request())));
  CHECK(failure_of(io, *transport, to(secure.start(), eas_request())) == roster::errc::connection);
  CHECK(clouds.fault_hits(0) == 2);
}

TEST_CASE("server: a series of broken responses causes retries and loses no service") {
  const auto identity = make_identity({});
  const temporary_file ca(identity.certificate_pem());
  const std::vector<std::string> storm{"connection:at=1,how=reset",
                                       "connection:at=2",
                                       "reset:at=2,where=body",
                                       "cut:at=4",
                                       "truncate:at=6",
                                       "garble:at=8",
                                       "json:at=10,how=cut",
                                       "surplus:at=12",
                                       "interim:at=13",
                                       "drip:at=14,every-ms=0",
                                       "stall:at=15,where=body",
                                       "stall:at=17",
                                       "status:at=19,status=502,body=html",
                                       "throttle:at=21",
                                       "flood:at=23,part=header,bytes=9000"};
  const auto list = [&](bool secure, auto listing) {
    boost::asio::io_context io;
    const cloud clouds({.services = 250});
    for (const auto& spec : storm) clouds.add_fault(roster::emulator::parse_fault(spec));
    roster::emulator::server_options options{.host = "localhost"};
    if (secure) options.certificate_pem = identity.certificate_pem();
    if (secure) options.private_key_pem = roster::secret(identity.key_pem());
    roster::emulator::server server(io.get_executor(), clouds, options);
    const std::string endpoint = server.start();
    const roster::http_client_options http{.first_byte_timeout = 150ms, .ca_file = ca.path()};
    const auto stormy = listing(io, clouds, endpoint, http);
    for (std::size_t i = 0; i < storm.size(); ++i) CHECK_MESSAGE(clouds.fault_hits(i) == 1, storm[i]);
    const auto calm = listing(io, clouds, endpoint, http);
    if (stormy.failed) FAIL_CHECK(stormy.failed->what());
    CHECK(stormy.ids.size() > 100);
    CHECK(stormy.ids == calm.ids);
    CHECK(stormy.report.complete());
    CHECK(stormy.report.retries >= 10);
  };
  for (const bool secure : {false, true}) {
    list(secure, [](auto& io, const cloud& clouds, const std::string& endpoint, const auto& http) {
      const roster::eas::client client(io.get_executor(), {.endpoint = endpoint,
                                                           .credentials = clouds.credentials(),
                                                           .timeout = 300ms,
                                                           .http = http,
                                                           .runtime = no_sleep()});
      return list_all(client.list_services({.page_size = 10}));
    });
    list(secure, [](auto& io, const cloud& clouds, const std::string& endpoint, const auto& http) {
      const roster::qianfan::client client(io.get_executor(), {.endpoint = endpoint,
                                                               .credentials = clouds.credentials(),
                                                               .timeout = 300ms,
                                                               .http = http,
                                                               .runtime = no_sleep()});
      return list_all(client.describe_services({.max_keys = 5, .protocol_version = 2}));
    });
  }
}

TEST_CASE("server: accepts the recorded bytes of the vendor's clients") {
  using namespace signature_vectors;
  int taken = 0;
  for (const json::value& vector : signature_vectors::qianfan().at("vectors").as_array()) {
    if (text(vector.at("kind")) != "live") continue;
    const json::value& in = vector.at("input");
    if (wire_request(vector).path != "/v2/service" || wire_request(vector).query != "Action=DescribeServices")
      continue;
    CAPTURE(text(vector.at("id")));
    roster::emulator::options options{.access_key_id = text(in.at("ak")),
                                      .access_key_secret = roster::secret(text(in.at("sk")))};
    const auto date = http::detail::parse_utc_date(text(in.at("timestamp"))).value();
    options.clock = [date] { return date; };
    const cloud clouds(std::move(options));
    running_server server(clouds);
    raw_client client(server.endpoint);
    std::string bytes = text(vector.at("sent").at("request_line")) + "\r\n";
    for (const auto& h : headers(vector.at("sent").at("headers"))) bytes += h.name + ": " + h.value + "\r\n";
    bytes += "\r\n" + text(vector.at("sent").at("body"));
    client.say(bytes);
    const std::string reply = client.hear();
    CAPTURE(reply.substr(0, 300));
    CHECK((reply.starts_with("HTTP/1.1 200 ") || reply.find("InappropriateJSON") != std::string::npos));
    ++taken;
  }
  CHECK(taken == 18);
}

TEST_CASE("server: every region has an endpoint") {
  boost::asio::io_context io;
  const cloud clouds({.services = 4, .regions = {"cn-shanghai", "us-west-1"}});
  roster::emulator::server server(io.get_executor(), clouds);
  const std::string base = server.start();
  CHECK(server.endpoint() == base);
  CHECK(server.endpoint("us-west-1") == base + "/us-west-1");
  CHECK_THROWS_WITH((void)server.endpoint("mars"),
                    "invalid argument: the emulator has no region \"mars\"; its regions, set by the option "
                    "regions, are: cn-shanghai, us-west-1");
  for (const auto& region : clouds.regions()) {
    const roster::eas::client client(
        io.get_executor(), {.endpoint = server.endpoint(region), .credentials = clouds.credentials()});
    std::size_t came = 0;
    for (const auto& service : roster::blocking(client.list_services())) {
      CHECK(service.region == region);
      ++came;
    }
    CHECK(came == 4);
    auto listing = client.list_services();
    const auto first = roster::await_blocking(io.get_executor(), listing.first()).value();
    auto describing = client.describe_service(first);
    const auto described = roster::await_blocking(io.get_executor(), std::move(describing));
    CHECK(described.service_id == first.service_id);
    CHECK(described.internet_endpoint);
  }
}
