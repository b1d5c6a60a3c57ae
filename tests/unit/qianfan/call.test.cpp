// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <boost/asio/io_context.hpp>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <future>
#include <memory>
#include <roster/auth/credentials_provider.hpp>
#include <roster/emulator/cloud.hpp>
#include <roster/emulator/server/server.hpp>
#include <roster/qianfan.hpp>
#include <roster/qianfan/call.hpp>
#include <string>
#include <support/fake_transport.hpp>

namespace qianfan = roster::qianfan;
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

  qianfan::client client(std::shared_ptr<roster::transport> transport = {}) {
    const bool fake = transport != nullptr;
    return {context.get_executor(),
            {.endpoint = "http://emulator",
             .credentials = roster::static_key("emulator", "emulator-secret"),
             .transport = fake ? std::move(transport) : clouds.transport(context.get_executor()),
             .runtime = fake ? world.runtime() : without_waiting()}};
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

std::size_t services_in(const roster::call_response& answer) {
  return answer.body.at("result").at("serviceList").as_array().size();
}

/// As on the vendor's page; in two statements, since g++ 12 mishandles braces inside a co_await.
boost::asio::awaitable<std::size_t> call_as_the_page_does(const qianfan::client& client) {
  auto call = client.call("/v2/service", "DescribeServices", {{"protocolVersion", 2}});
  const auto answer = co_await std::move(call);
  co_return services_in(answer);
}

}  // namespace

TEST_CASE("qianfan call: calls an action as the vendor's page does") {
  bench setup;
  const auto client = setup.client();
  std::size_t of_version_2 = 0;
  for (const auto& service : setup.clouds.qianfan_services()) of_version_2 += service.protocol_version == 2;
  CHECK(fake::run(setup.context, call_as_the_page_does(client)) == of_version_2);
  const auto logged = setup.clouds.log().at(0);
  CHECK(logged.method == "POST");
  CHECK(logged.target == "/v2/service?Action=DescribeServices");
  CHECK(logged.authentic == true);
  const auto all = fake::run(setup.context, client.call("/v2/service", "DescribeServices", nullptr));
  CHECK(all.status == 200);
  CHECK(all.request_id == all.body.at("requestId").as_string());
}

TEST_CASE("qianfan call: sends the object, and an empty one for null") {
  bench setup;
  const auto transport = std::make_shared<fake::transport>(
      [](const auto&, std::size_t) -> roster::http::response { return fake::json(200, "{}"); });
  const auto client = setup.client(transport);
  (void)fake::run(setup.context, client.call("/v2/x", "Do", {{"protocolVersion", 2}}));
  (void)fake::run(setup.context, client.call("/v2/x", "Do", nullptr));
  CHECK(transport->requests.at(0).body == R"({"protocolVersion":2})");
  CHECK(transport->requests.at(1).body == "{}");
  CHECK(transport->requests.at(1).headers.get("content-type") == "application/json");
}

TEST_CASE("qianfan call: calls over HTTP") {
  bench setup;
  roster::emulator::server server(setup.context.get_executor(), setup.clouds);
  const qianfan::client client(
      setup.context.get_executor(),
      {.endpoint = server.start(), .credentials = roster::static_key("emulator", "emulator-secret")});
  std::optional<std::size_t> count;
  boost::asio::co_spawn(setup.context, call_as_the_page_does(client),
                        [&](std::exception_ptr error, std::size_t came) {
                          if (!error) count = came;
                          server.stop();
                        });
  setup.context.run();
  CHECK(count > 0);
}

TEST_CASE("qianfan call: an error is a failure, whatever its status and format") {
  bench setup;
  const auto with = [&](roster::http::response answer) {
    const auto transport =
        std::make_shared<fake::transport>([answer](const auto&, std::size_t) { return answer; });
    return setup.failure_of(setup.client(transport).call("/v2/service", "DeleteNothing", {{"a", 1}}));
  };
  CHECK(with(fake::json(200, R"({"error_code":18,"error_msg":"qps","log_id":"L"})")).condition() ==
        errc::throttled);
  const auto numbered = with(fake::json(200, R"({"error_code":336003,"error_msg":"odd","log_id":"L"})"));
  CHECK(numbered.details().vendor_code == "336003");
  CHECK(numbered.details().request_id == "L");
  CHECK(with(fake::json(200, R"({"requestId":"R","code":"AccessDenied","message":"no"})")).condition() ==
        errc::forbidden);
  CHECK(with({.status = 200, .headers = {{"x-bce-error-code", "InternalError"}}}).condition() ==
        errc::unavailable);
  CHECK(with(fake::json(400, R"({"requestId":"R","code":"InappropriateJSON","message":"no"})")).condition() ==
        errc::bad_request);
  CHECK(with({.status = 302, .headers = {{"location", "https://x/"}}}).condition() == errc::protocol);
}

TEST_CASE(
    "qianfan call: a code that means success in a response with status 200 is not an error (fault 226)") {
  bench setup;
  for (const std::string code :
       {R"("success")", R"("Success")", R"("OK")", "200", R"("000")", "null", "\"\""}) {
    CAPTURE(code);
    const auto transport = std::make_shared<fake::transport>([&](const auto&, std::size_t) {
      return fake::json(200, R"({"code":)" + code + R"(,"message":"done","result":{"x":1}})");
    });
    const auto answer = fake::run(setup.context, setup.client(transport).call("/v2/x", "Do", nullptr));
    CHECK(answer.body.at("result").at("x").as_int64() == 1);
  }
}

TEST_CASE("qianfan call: an error code of 0 in a response with status 200 is not an error") {
  bench setup;
  const auto transport = std::make_shared<fake::transport>([](const auto&, std::size_t) {
    return fake::json(200, R"({"error_code":0,"result":{"x":[1,2]}})", {{"x-bce-request-id", "H"}});
  });
  const auto answer = fake::run(setup.context, setup.client(transport).call("/v2/x", "Do", {{"a", {1, 2}}}));
  CHECK(answer.body.at("result").at("x").as_array().size() == 2);
  CHECK(answer.request_id == "H");
  CHECK(transport->requests.at(0).body == R"({"a":[1,2]})");
  CHECK(!transport->requests.at(0).idempotent);
}

TEST_CASE("qianfan call: is retried only if it is marked as a read, as the server's counter shows") {
  for (const bool read : {true, false}) {
    bench setup;
    const auto fault = setup.clouds.add_fault(roster::emulator::parse_fault("status:status=500"));
    const auto client = setup.client();
    auto call = client.call("/v2/service", "DescribeServices", {{"protocolVersion", 1}}, {.read = read});
    if (read)
      CHECK(services_in(fake::run(setup.context, std::move(call))) > 0);
    else
      CHECK(setup.failure_of(std::move(call)).condition() == errc::unavailable);
    CHECK(setup.clouds.fault_hits(fault) == 1);
    CHECK(setup.clouds.log().size() == (read ? 2 : 1));
  }
}

TEST_CASE("qianfan call: what cannot be sent is rejected before any I/O") {
  bench setup;
  const auto transport = std::make_shared<fake::transport>(
      [](const auto&, std::size_t) -> roster::http::response { return fake::json(200, "{}"); });
  const auto client = setup.client(transport);
  const auto refused = [&](std::string route, std::string action, const boost::json::value& body) {
    const auto failed = setup.failure_of(client.call(std::move(route), std::move(action), body));
    CHECK(failed.condition() == errc::invalid_argument);
    return std::string(failed.what());
  };
  CHECK(refused("/v2/service", "", nullptr) == "invalid argument: missing action of the call");
  CHECK(refused("/v2/service", "a b", nullptr)
            .find("expected an HTTP token of at most 128 characters, found") != std::string::npos);
  CHECK(refused("/v2/service", "A", "text") == "invalid body of the call: not a JSON object");
  CHECK(refused("/v2/service", "A", boost::json::array{1}) == "invalid body of the call: not a JSON object");
  CHECK(refused("/v2/service", "A", {{"a", "\xFF"}}) == "invalid body of the call: not JSON");
  for (const std::string route :
       {"/v2/../x", "/v2/%2e%2E/x", "/v2/.%2e", "/%2E.", "//v2", "/v2//x", "/v2/."}) {
    CAPTURE(route);
    CHECK(refused(route, "A", nullptr).starts_with("invalid path \"" + route + "\": "));
  }
  CHECK(!refused("v2", "A", nullptr).empty());
  CHECK(!refused("/v2 x", "A", nullptr).empty());
  CHECK(transport->requests.empty());
}
