// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <boost/asio/io_context.hpp>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <memory>
#include <roster/auth/credentials_provider.hpp>
#include <roster/eas.hpp>
#include <roster/eas/call.hpp>
#include <roster/emulator/cloud.hpp>
#include <string>
#include <support/fake_transport.hpp>

namespace eas = roster::eas;
using namespace std::chrono_literals;
using roster::errc;

namespace {

/// The real clock, without waits between attempts.
roster::runtime without_waiting() {
  return {.sleep = [](std::chrono::milliseconds) -> boost::asio::awaitable<void> { co_return; }};
}

struct bench {
  boost::asio::io_context context{};
  fake::world world{};
  roster::emulator::cloud clouds{{.services = 12}};

  eas::client client(std::shared_ptr<roster::transport> transport = {}) {
    return {context.get_executor(),
            {.endpoint = "http://emulator",
             .credentials = roster::static_key("emulator", "emulator-secret"),
             .transport = transport ? transport : clouds.transport(context.get_executor()),
             .runtime = transport ? world.runtime() : without_waiting()}};
  }

  roster::failure failure_of(boost::asio::awaitable<roster::call_response> call) {
    try {
      (void)fake::run(context, std::move(call));
    } catch (const roster::failure& f) {
      return f;
    }
    FAIL("the call did not fail");
    return {errc::busy, ""};
  }
};

}  // namespace

TEST_CASE("eas call: calls an operation by its method, path and query") {
  bench setup;
  const auto client = setup.client();
  const auto answer = fake::run(setup.context, client.call("GET", "/api/v2/services", {{"PageSize", "5"}},
                                                           {.action = "ListServices", .read = true}));
  CHECK(answer.status == 200);
  CHECK(answer.headers.get("content-type").find("json") != std::string_view::npos);
  CHECK(answer.body.at("Services").as_array().size() == 5);
  CHECK(answer.body.at("TotalCount").as_int64() == 12);
  CHECK(answer.request_id == answer.body.at("RequestId").as_string());
  const auto logged = setup.clouds.log().at(0);
  CHECK(logged.target == "/api/v2/services?PageSize=5");
  CHECK(logged.authentic == true);
}

TEST_CASE("eas call: sends action and version as headers, and no Content-Type without a body") {
  bench setup;
  const auto transport = std::make_shared<fake::transport>(
      [](const auto&, std::size_t) -> roster::http::response { return fake::json(200, "{}"); });
  const auto client = setup.client(transport);
  for (const std::string method : {"GET", "DELETE"})
    (void)fake::run(setup.context, client.call(method, "/a", {{"b", "c d"}}, {.action = "Do"}));
  for (const auto& sent : transport->requests) {
    CHECK(sent.target() == "/a?b=c%20d");
    CHECK(sent.headers.get("x-acs-action") == "Do");
    CHECK(sent.headers.get("x-acs-version") == "2021-07-01");
    CHECK(!sent.headers.contains("content-type"));
  }
  CHECK(transport->requests.size() == 2);
}

TEST_CASE("eas call: an error response is the same failure as that of a listing") {
  bench setup;
  const auto client = setup.client();
  const auto unknown =
      setup.failure_of(client.call("GET", "/api/v2/nothing", {}, {.action = "ListNothing", .read = true}));
  CHECK(unknown.condition() == errc::bad_request);
  CHECK(unknown.details().http_status == 404);
  CHECK(!unknown.details().vendor_code.empty());
  CHECK(!unknown.details().request_id.empty());
  CHECK(unknown.details().endpoint == "http://emulator:80");
  CHECK(unknown.details().page == 0);
  CHECK(unknown.details().missing_permission.empty());
  setup.clouds.add_fault(roster::emulator::parse_fault("denied"));
  const auto denied =
      setup.failure_of(client.call("GET", "/api/v2/services", {}, {.action = "ListServices"}));
  CHECK(denied.condition() == errc::forbidden);
}

TEST_CASE("eas call: is retried only if it is marked as a read, as the server's counter shows") {
  for (const std::string spec : {"throttle", "status:status=503", "reset", "cut"}) {
    CAPTURE(spec);
    for (const bool read : {true, false}) {
      bench setup;
      const auto fault = setup.clouds.add_fault(roster::emulator::parse_fault(spec));
      const auto client = setup.client();
      auto call = client.call("GET", "/api/v2/services", {}, {.action = "ListServices", .read = read});
      if (read) {
        CHECK(fake::run(setup.context, std::move(call)).status == 200);
      } else {
        const auto failed = setup.failure_of(std::move(call));
        CHECK(failed.details().attempts == 1);
        CHECK(std::string(failed.what())
                  .find("not retried: the call is not marked as idempotent (option read)") !=
              std::string::npos);
      }
      CHECK(setup.clouds.fault_hits(fault) == 1);
      CHECK(setup.clouds.log().size() == (read ? 2 : 1));
    }
  }
}

TEST_CASE("eas call: sends a body as JSON, and accepts a response without one") {
  bench setup;
  const auto transport = std::make_shared<fake::transport>([](const auto&, std::size_t) {
    return roster::http::response{.status = 200, .headers = {{"x-acs-request-id", "R-1"}}};
  });
  const auto client = setup.client(transport);
  const auto answer = fake::run(
      setup.context, client.call("PUT", "/api/v2/services/cn-shanghai/a%20b", {},
                                 {.action = "UpdateService", .version = "2022-01-01", .body = R"({"a":1})"}));
  CHECK(answer.body.is_null());
  CHECK(answer.request_id == "R-1");
  const auto& sent = transport->requests.at(0);
  CHECK(sent.method == "PUT");
  CHECK(sent.path == "/api/v2/services/cn-shanghai/a%20b");
  CHECK(sent.body == R"({"a":1})");
  CHECK(sent.headers.get("content-type") == "application/json");
  CHECK(sent.headers.get("x-acs-version") == "2022-01-01");
  CHECK(!sent.idempotent);
}

TEST_CASE("eas call: what cannot be sent is rejected before any I/O") {
  bench setup;
  const auto transport = std::make_shared<fake::transport>(
      [](const auto&, std::size_t) -> roster::http::response { return fake::json(200, "{}"); });
  const auto client = setup.client(transport);
  const auto refused = [&](std::string method, std::string path, eas::call_options options) {
    const auto failed = setup.failure_of(client.call(std::move(method), std::move(path), {}, options));
    CHECK(failed.condition() == errc::invalid_argument);
    return std::string(failed.what());
  };
  CHECK(refused("GET", "/a", {}) == "invalid argument: missing action of the call");
  CHECK(refused("GET", "/a", {.action = "A\r\nb: c"}) ==
        R"(invalid action of the call: expected an HTTP token of at most 128 characters, found "A\r\nb: c")");
  CHECK(refused("GET", "/a", {.action = "A", .version = ""}) ==
        "invalid argument: missing version of the call");
  CHECK(refused("GET", "/a", {.action = "A", .body = "{"}) == "invalid body of the call: not JSON");
  for (const std::string path : {"", "a", "/a b", "/a?b=c", "/a\r\n", "/%zz", "/\xC3\xA4"}) {
    CAPTURE(path);
    CHECK(!refused("GET", path, {.action = "A"}).empty());
  }
  for (const std::string path :
       {"/a/../b", "/a/%2e%2E", "/a/.%2e/b", "/%2E.", "/.", "//a", "/a//b", "/a%2F..%2Fb"}) {
    CAPTURE(path);
    CHECK(refused("GET", path, {.action = "A"}).starts_with("invalid path \"" + path + "\": "));
  }
  for (const std::string method : {"", "GET /", "GET\r\n"}) {
    CAPTURE(method);
    CHECK(!refused(method, "/a", {.action = "A"}).empty());
  }
  CHECK(transport->requests.empty());
}

TEST_CASE("eas call: has its own deadline, and the timeout of attempts") {
  bench setup;
  const auto transport = std::make_shared<fake::transport>(
      [](const auto&, std::size_t) -> roster::http::response { return fake::json(503, "{}"); });
  const auto client = setup.client(transport);
  const auto failed =
      setup.failure_of(client.call("GET", "/a", {}, {.action = "A", .read = true, .deadline = 30ms}));
  CHECK(failed.condition() == errc::unavailable);
  CHECK(transport->deadlines.at(0) == setup.world.runtime().steady_now() + 30ms - setup.world.sleeps.at(0));
  const auto late =
      setup.failure_of(client.call("GET", "/a", {}, {.action = "A", .read = true, .deadline = 0ms}));
  CHECK(late.condition() == errc::timed_out);
  CHECK(std::string(late.what()).find("timed out: call deadline exceeded") == 0);
}

TEST_CASE("eas call: a response that is not JSON is a failure, and a truncated one is retried") {
  bench setup;
  const auto transport = std::make_shared<fake::transport>([](const auto&, std::size_t number) {
    return fake::json(200, number == 1 ? R"({"a":)" : number == 2 ? R"({"a":1})" : "nonsense");
  });
  const auto client = setup.client(transport);
  const eas::call_options read{.action = "A", .read = true};
  CHECK(fake::run(setup.context, client.call("GET", "/a", {}, read)).body.at("a") == 1);
  CHECK(transport->requests.size() == 2);
  CHECK(setup.failure_of(client.call("GET", "/a", {}, read)).condition() == errc::malformed_response);
  CHECK(transport->requests.size() == 3);
}

TEST_CASE("eas call: outlives its client") {
  bench setup;
  std::optional<eas::client> client = setup.client();
  auto call = client->call("GET", "/api/v2/services", {}, {.action = "ListServices"});
  client.reset();
  CHECK(fake::run(setup.context, std::move(call)).status == 200);
}
