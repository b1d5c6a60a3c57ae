// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <boost/asio/io_context.hpp>
#include <chrono>
#include <memory>
#include <roster/auth/credentials_provider.hpp>
#include <roster/eas/call.hpp>
#include <roster/eas/client.hpp>
#include <roster/emulator/cloud.hpp>
#include <roster/emulator/server/server.hpp>
#include <roster/qianfan/call.hpp>
#include <roster/qianfan/client.hpp>
#include <roster/range/await_blocking.hpp>
#include <stdexcept>
#include <string>
#include <support/fake_runtime.hpp>
#include <support/fake_transport.hpp>
#include <vector>

using namespace std::chrono_literals;
namespace asio = boost::asio;
namespace eas = roster::eas;
using text_list = std::vector<std::string>;

namespace {

std::string where(const roster::observer::event_context& at) {
  return at.operation + ' ' + std::to_string(at.listing) + '.' + std::to_string(at.page) + ' ';
}

/// Records each event as a line, and what has no comparable text in members.
class notes final : public roster::observer {
 public:
  void on_request(const roster::observer::request_event& e) override {
    add(where(e.context) + '#' + std::to_string(e.attempt) + ' ' + e.method + ' ' + e.context.host + e.path +
        ' ' + std::to_string(e.body_bytes));
  }
  void on_response(const roster::observer::response_event& e) override {
    add(where(e.context) + '#' + std::to_string(e.attempt) + ' ' + std::to_string(e.status));
    responses.push_back(e);
  }
  void on_retry(const roster::observer::retry_event& e) override {
    add(where(e.context) + '#' + std::to_string(e.attempt) + " again in " + std::to_string(e.wait.count()));
    reasons.push_back(e.why);
  }
  void on_page(const roster::observer::page_event& e) override {
    add(where(e.context) + std::to_string(e.items) + " of " + std::to_string(e.total.value_or(-1)));
    pages.push_back(e);
  }
  void on_failure(const roster::observer::failure_event& e) override {
    add(where(e.context) + "failed after " + std::to_string(e.attempt));
    reasons.push_back(e.why);
  }

  text_list lines{};
  std::vector<roster::observer::response_event> responses{};
  std::vector<roster::observer::page_event> pages{};
  std::vector<roster::failure> reasons{};

 private:
  void add(std::string line) { lines.push_back(std::move(line)); }
};

/// Receives every event, and always throws.
class troubled final : public roster::observer {
 public:
  void on_request(const roster::observer::request_event&) override { throw std::runtime_error(note()); }
  void on_response(const roster::observer::response_event&) override { throw 7; }
  void on_retry(const roster::observer::retry_event&) override { throw std::bad_alloc(); }
  void on_page(const roster::observer::page_event&) override { throw std::runtime_error(note()); }
  void on_failure(const roster::observer::failure_event& e) override { throw e.why; }
  int seen{};

 private:
  const char* note() {
    ++seen;
    return "cannot write the log";
  }
};

struct bench {
  explicit bench(std::vector<std::string> faults = {}, std::size_t services = 250)
      : clouds({.services = services, .clock = [this] { return world.wall; }}) {
    for (const auto& one : faults) clouds.add_fault(roster::emulator::parse_fault(one));
  }

  template <class Config>
  Config config(std::shared_ptr<roster::observer> watching) {
    return {.endpoint = "https://clouds.test",
            .credentials = clouds.credentials(),
            .transport = clouds.transport(context.get_executor()),
            .runtime = {.now = [this] { return world.wall; },
                        .sleep = world.runtime().sleep,
                        .random = [] { return 0.5; }},
            .observer = std::move(watching)};
  }
  eas::client eas_client(std::shared_ptr<roster::observer> watching) {
    return {context.get_executor(), config<eas::client_config>(std::move(watching))};
  }
  roster::qianfan::client qianfan_client(std::shared_ptr<roster::observer> watching) {
    return {context.get_executor(), config<roster::qianfan::client_config>(std::move(watching))};
  }

  fake::world world{};
  asio::io_context context{};
  roster::emulator::cloud clouds;
};

}  // namespace

TEST_CASE("observer: is notified of every request, response and page, in order") {
  bench on({"throttle:page=2,retry-after-ms=500"});
  const auto seen = std::make_shared<notes>();
  auto services = on.eas_client(seen).list_services();
  CHECK(seen->lines.empty());
  CHECK(fake::run(on.context, services.collect()).size() == 250);
  CHECK(on.clouds.fault_hits(0) == 1);
  const std::string get = "GET clouds.test/api/v2/services 0";
  CHECK(seen->lines == text_list{"list_services 1.1 #1 " + get, "list_services 1.1 #1 200",
                                 "list_services 1.1 100 of 250", "list_services 1.2 #1 " + get,
                                 "list_services 1.2 #1 429", "list_services 1.2 #1 again in 550",
                                 "list_services 1.2 #2 " + get, "list_services 1.2 #2 200",
                                 "list_services 1.2 100 of 250", "list_services 1.3 #1 " + get,
                                 "list_services 1.3 #1 200", "list_services 1.3 50 of 250"});
  CHECK(seen->reasons.at(0).condition() == roster::errc::throttled);
  std::uint64_t bytes = 0;
  for (const auto& one : seen->responses) {
    bytes += one.bytes;
    CHECK(one.request_id.size() == 36);
    CHECK(!one.connection_reused.has_value());  // there are no connections
  }
  CHECK(bytes == services.report().bytes);
}

TEST_CASE("observer: is notified of the failure that is thrown") {
  bench on({"denied:page=2"});
  const auto seen = std::make_shared<notes>();
  auto services = on.eas_client(seen).list_services();
  try {
    (void)fake::run(on.context, services.collect());
    FAIL("nothing was thrown");
  } catch (const roster::failure& f) {
    CHECK(seen->lines.back() == "list_services 1.2 failed after 1");
    CHECK(seen->reasons.at(0).what() == std::string(f.what()));
  }
  CHECK(on.clouds.fault_hits(0) == 1);
}

TEST_CASE("observer: listings and calls are numbered across all clients that share it") {
  bench on({}, 3);
  const auto seen = std::make_shared<notes>();
  auto first = on.eas_client(seen).list_services();
  auto second = on.qianfan_client(seen).describe_services({.protocol_version = 2});
  CHECK(fake::run(on.context, second.collect()).size() + fake::run(on.context, first.collect()).size() > 3);
  auto call =
      on.eas_client(seen).call("GET", "/api/v2/services", {{"Filter", "hidden"}}, {.action = "ListServices"});
  CHECK(fake::run(on.context, std::move(call)).status == 200);
  auto describe = on.qianfan_client(seen).call("/v2/service", "DescribeServices", {{"maxKeys", 1}}, {});
  CHECK(fake::run(on.context, std::move(describe)).status == 200);
  const auto size = std::string_view(R"({"maxKeys":100,"protocolVersion":2})").size();
  CHECK(seen->lines ==
        text_list{"describe_services 2.1 #1 POST clouds.test/v2/service " + std::to_string(size),
                  "describe_services 2.1 #1 200", "describe_services 2.1 1 of -1",
                  "list_services 1.1 #1 GET clouds.test/api/v2/services 0", "list_services 1.1 #1 200",
                  "list_services 1.1 3 of 3", "ListServices 3.0 #1 GET clouds.test/api/v2/services 0",
                  "ListServices 3.0 #1 200", "DescribeServices 4.0 #1 POST clouds.test/v2/service 13",
                  "DescribeServices 4.0 #1 200"});
}

TEST_CASE("observer: prefetched pages are reported when they are requested, and when they are read") {
  bench on;
  const auto seen = std::make_shared<notes>();
  auto services = on.eas_client(seen).list_services({}, {.prefetch = 2});
  CHECK(fake::run(on.context, services.collect()).size() == 250);
  text_list requests;
  text_list pages;
  for (const auto& line : seen->lines) {
    if (line.find("GET") != line.npos) requests.push_back(line.substr(0, 17));
    if (line.find(" of ") != line.npos) pages.push_back(line.substr(0, 17));
  }
  CHECK(requests == text_list{"list_services 1.1", "list_services 1.2", "list_services 1.3"});
  CHECK(pages == requests);
  CHECK(seen->lines.size() == 9);
}

TEST_CASE("observer: a page that is requested before its predecessor is decoded has its own number") {
  bench on;
  const auto seen = std::make_shared<notes>();
  auto services = on.qianfan_client(seen).describe_services({.max_keys = 50}, {.prefetch = 1});
  CHECK(fake::run(on.context, services.collect()).size() == 125);
  text_list asked;
  for (const auto& line : seen->lines)
    if (line.find("POST") != line.npos) asked.push_back(line.substr(0, 21));
  CHECK(asked == text_list{"describe_services 1.1", "describe_services 1.2", "describe_services 1.3"});
}

TEST_CASE("observer: times are those of the client's clock") {
  fake::world world;
  asio::io_context context;
  const auto seen = std::make_shared<notes>();
  const auto slow = std::make_shared<fake::transport>([&](const auto&, std::size_t number) {
    world.steady += 1500ms;
    if (number == 1) throw roster::failure(roster::errc::connection, "reset");
    return fake::json(200, R"({"Services":[],"PageNumber":1,"PageSize":100,"TotalCount":0})",
                      {{"x-acs-request-id", "id\x1b[31m\nforged" + std::string(1000, 'x')}});
  });
  const eas::client client(context.get_executor(), {.region = "cn-shanghai",
                                                    .credentials = roster::static_key("id", "secret"),
                                                    .transport = slow,
                                                    .runtime = world.runtime(),
                                                    .observer = seen});
  auto services = client.list_services();
  CHECK(fake::run(context, services.collect()).empty());
  REQUIRE(seen->responses.size() == 1);
  CHECK(seen->responses[0].attempt == 2);
  CHECK(seen->responses[0].elapsed == 1500ms);
  CHECK(seen->responses[0].request_id.starts_with("id\\x1b[31m\\nforgedx"));
  CHECK(seen->responses[0].request_id.size() < 140);
  CHECK(seen->pages.at(0).decoding == 0ms);  // no time passes while a page is decoded
}

TEST_CASE("observer: text from a service is escaped and capped, in events as in failures (fault 55)") {
  for (const std::string& odd : {std::string("a\r\nb\x1b[31m\0c", 11), std::string(100'000, 'x')}) {
    bench on;
    roster::emulator::fault loud = roster::emulator::parse_fault("status:status=400,code=Odd");
    loud.message = odd;
    on.clouds.add_fault(loud);
    const auto seen = std::make_shared<notes>();
    auto services = on.eas_client(seen).list_services();
    CHECK_THROWS_AS(fake::run(on.context, services.collect()), roster::failure);
    CHECK(on.clouds.fault_hits(0) == 1);
    const std::string text = seen->reasons.at(0).what();
    CHECK(text.size() <= 8192);
    for (const char c : text) CHECK(static_cast<unsigned char>(c) >= 0x20);
    CHECK(text.find(odd.size() > 11 ? "xxx..." : "a\\r\\nb\\x1b[31m\\x00c") != std::string::npos);
  }
}

TEST_CASE("observer: over a network each response says whether its connection was reused") {
  asio::io_context context;
  roster::emulator::server server(context.get_executor(), roster::emulator::cloud({.services = 150}));
  const auto seen = std::make_shared<notes>();
  const eas::client client(context.get_executor(),
                           {.endpoint = server.start(),
                            .credentials = roster::static_key("emulator", "emulator-secret"),
                            .observer = seen});
  auto services = client.list_services();
  CHECK(fake::run(context, [&]() -> asio::awaitable<std::size_t> {
          auto all = co_await services.collect();
          server.stop();
          co_return all.size();
        }()) == 150);
  REQUIRE(seen->responses.size() == 2);
  CHECK(seen->responses[0].connection_reused == false);
  CHECK(seen->responses[1].connection_reused == true);
}

TEST_CASE("observer: its exceptions are dropped, and change nothing") {
  bench on({"throttle:page=2,retry-after-ms=500", "denied:page=3"});
  const auto watching = std::make_shared<troubled>();
  auto services = on.eas_client(watching).list_services();
  std::size_t items = 0;
  auto count = [&](const eas::service&) { ++items; };
  CHECK_THROWS_WITH_AS(roster::await_blocking(on.context.get_executor(), services.for_each(count)),
                       doctest::Contains("NoPermission"), roster::failure);
  CHECK(items == 200);
  CHECK(watching->seen == 6);  // four requests and two pages
  CHECK(on.clouds.fault_hits(0) + on.clouds.fault_hits(1) == 2);
}
