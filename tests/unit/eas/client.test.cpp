// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <boost/asio/io_context.hpp>
#include <memory>
#include <optional>
#include <roster/auth/credentials_provider.hpp>
#include <roster/eas.hpp>
#include <roster/emulator/cloud.hpp>
#include <roster/range/await_blocking.hpp>
#include <roster/range/blocking.hpp>
#include <roster/range/combine/enrich.hpp>
#include <string>
#include <vector>

namespace eas = roster::eas;
using roster::errc;

namespace {

struct row {
  std::string service_name{};
  std::optional<std::int64_t> gpu_memory{};
};

/// The real clock, without waits between attempts.
roster::runtime without_waiting() {
  return {.sleep = [](std::chrono::milliseconds) -> boost::asio::awaitable<void> { co_return; }};
}

struct bench {
  boost::asio::io_context context{};
  roster::emulator::cloud clouds{{.services = 250}};

  eas::client client() {
    const roster::credentials key{.access_key_id = "emulator",
                                  .access_key_secret = roster::secret("emulator-secret")};
    return {context.get_executor(),
            {.endpoint = "http://emulator",
             .credentials = std::make_shared<roster::detail::static_credentials>(key),
             .transport = clouds.transport(context.get_executor()),
             .runtime = without_waiting()}};
  }
};

/// Lists everything and returns the condition of the failure.
errc condition_of(boost::asio::io_context& context, const eas::client_config& config) {
  try {
    const eas::client client(context.get_executor(), config);
    for (const auto& service : roster::blocking(client.list_services())) (void)service;
  } catch (const roster::failure& f) {
    return f.condition();
  }
  return {};
}

}  // namespace

TEST_CASE("eas client: lists every service of the emulator in its order") {
  bench setup;
  std::vector<eas::service> came;
  for (auto& service : roster::blocking(setup.client().list_services())) came.push_back(service);
  const auto held = setup.clouds.eas_records();
  REQUIRE(came.size() == held.size());
  for (std::size_t i = 0; i < came.size(); ++i) CHECK(came[i] == held[i].service);
  CHECK(setup.clouds.log().size() == 3);
}

TEST_CASE("eas client: lists services as rows of a user's own struct") {
  bench setup;
  const auto held = setup.clouds.eas_records();
  std::size_t i = 0;
  for (const auto& mine : roster::blocking(setup.client().list_services<row>())) {
    const auto& service = held.at(i++).service;
    CHECK(mine.service_name == service.service_name);
    CHECK(mine.gpu_memory == service.gpu_memory);
  }
  CHECK(i == 250);
}

TEST_CASE("eas client: composes a filtered listing with the standard adaptors") {
  bench setup;
  auto names = setup.client().list_services({.service_status = eas::service_status::running}) |
               std::views::filter([](const eas::service& s) { return s.gpu > 0; }) |
               std::views::transform(&eas::service::service_name) | std::views::take(20);
  std::vector<std::string> expected;
  for (const auto& record : setup.clouds.eas_records())
    if (record.service.status == eas::service_status::running && record.service.gpu > 0 &&
        expected.size() < 20)
      expected.push_back(record.service.service_name);
  std::vector<std::string> came;
  for (auto& name : roster::blocking(std::move(names))) came.push_back(name);
  CHECK(came == expected);
}

TEST_CASE("eas client: the region determines the host, whatever region it is") {
  CHECK(eas::detail::endpoint_of_region("cn-shanghai") == "https://pai-eas.cn-shanghai.aliyuncs.com");
  CHECK(eas::detail::endpoint_of_region("mars-north-7") == "https://pai-eas.mars-north-7.aliyuncs.com");
  for (const std::string odd : {"", "CN", "a b", "a/b", "a.b", "-a", "a-", "a\r\nb"}) {
    CAPTURE(odd);
    CHECK_THROWS_AS((void)eas::detail::endpoint_of_region(odd), roster::failure);
  }
}

TEST_CASE("eas client: needs a region or an endpoint") {
  boost::asio::io_context context;
  const auto nothing_set = [](std::string_view) { return std::nullopt; };
  CHECK(condition_of(context, {.variables = nothing_set}) == errc::invalid_argument);
}

TEST_CASE(
    "eas client: reads credentials from the vendor's environment variables; an empty one counts as unset") {
  const auto variables = [](std::string secret) -> roster::environment {
    return [secret](std::string_view name) -> std::optional<std::string> {
      if (name == "ALIBABA_CLOUD_ACCESS_KEY_ID") return "emulator";
      if (name == "ALIBABA_CLOUD_ACCESS_KEY_SECRET") return secret;
      return std::nullopt;
    };
  };
  bench setup;
  const auto list = [&](std::string secret) {
    return condition_of(setup.context, {.endpoint = "http://emulator",
                                        .transport = setup.clouds.transport(setup.context.get_executor()),
                                        .variables = variables(std::move(secret))});
  };
  CHECK(list("") == errc::no_credentials);
  CHECK(list("wrong") == errc::unauthenticated);
  CHECK(list("emulator-secret") == errc{});
}

TEST_CASE("eas client: describes a service, with the endpoints that lists omit") {
  bench setup;
  const auto client = setup.client();
  auto listed = roster::await_blocking(setup.context.get_executor(), client.list_services().first()).value();
  CHECK_FALSE(listed.internet_endpoint);
  const auto described = roster::await_blocking(
      setup.context.get_executor(),
      client.describe_service({.cluster_id = listed.region, .service_name = listed.service_name}));
  CHECK(described.service_id == listed.service_id);
  CHECK(described.internet_endpoint.value().find(listed.service_name) != std::string::npos);
  const auto again = roster::await_blocking(setup.context.get_executor(), client.describe_service(listed));
  CHECK(again.internet_endpoint == described.internet_endpoint);
  const auto sent = setup.clouds.log().back();
  CHECK(sent.target == "/api/v2/services/" + listed.region + '/' + listed.service_name);
  CHECK(sent.status == 200);
  CHECK(sent.authentic == true);
}

TEST_CASE("eas client: an unknown service is an error with the vendor's code") {
  bench setup;
  try {
    auto calling = setup.client().describe_service({.cluster_id = "cn-shanghai", .service_name = "no such"});
    (void)roster::await_blocking(setup.context.get_executor(), std::move(calling));
    FAIL("described");
  } catch (const roster::failure& f) {
    CHECK(f.condition() == errc::bad_request);
    CHECK(f.details().http_status == 404);
    CHECK(f.details().vendor_code == "InvalidService.NotFound");
    CHECK(f.details().request == "GET /api/v2/services/cn-shanghai/no%20such");
  }
}

TEST_CASE("eas client: describing is retried, and needs a permission of its own") {
  bench setup;
  auto listed =
      roster::await_blocking(setup.context.get_executor(), setup.client().list_services().first()).value();
  setup.clouds.add_fault({.kind = roster::emulator::fault_kind::throttle});
  const auto report = std::make_shared<roster::report>();
  auto calling = setup.client().describe_service(listed, {.report = report});
  CHECK(roster::await_blocking(setup.context.get_executor(), std::move(calling)).service_id ==
        listed.service_id);
  CHECK(report->retries == 1);
  setup.clouds.add_fault({.kind = roster::emulator::fault_kind::denied});
  try {
    auto denied = setup.client().describe_service(listed);
    (void)roster::await_blocking(setup.context.get_executor(), std::move(denied));
    FAIL("described");
  } catch (const roster::failure& f) {
    CHECK(f.condition() == errc::forbidden);
    CHECK(f.details().missing_permission == "eas:DescribeService");
  }
}

TEST_CASE("eas client: to_client_config signs another action for a roster::client") {
  bench setup;
  const roster::client<eas::describe_service> client(
      setup.context.get_executor(),
      eas::to_client_config({.endpoint = "http://emulator",
                             .credentials = roster::static_key("emulator", "emulator-secret"),
                             .transport = setup.clouds.transport(setup.context.get_executor())},
                            eas::describe_service::action));
  const auto held = setup.clouds.eas_records().front().service;
  auto calling = client.call({.cluster_id = held.region, .service_name = held.service_name});
  CHECK(roster::await_blocking(setup.context.get_executor(), std::move(calling)).service_id ==
        held.service_id);
}

TEST_CASE("eas client: enriches a list with the endpoints of its services") {
  bench setup;
  const auto client = setup.client();
  setup.clouds.add_fault({.kind = roster::emulator::fault_kind::throttle, .at = 4});
  auto range =
      client.list_services() |
      roster::enrich([client](const eas::service& listed) { return client.describe_service(listed); }) |
      std::views::take(12);
  std::size_t came = 0;
  for (const auto& row : roster::blocking(std::move(range))) {
    CHECK(row.item.service_id == setup.clouds.eas_records()[came++].service.service_id);
    CHECK(row.response.value().service_id == row.item.service_id);
    CHECK(row.response->internet_endpoint.has_value());
  }
  CHECK(came == 12);
  CHECK(setup.clouds.log().size() == 1 + 12 + 1);  // the page, the calls, and the retry
}

TEST_CASE("eas client: a service that was removed after it was listed fails the range, or is skipped") {
  for (const auto how : {roster::on_failure::stop, roster::on_failure::skip}) {
    bench setup;
    const auto client = setup.client();
    const auto removed = setup.clouds.eas_records()[1].service;
    setup.clouds.before_request(2, [&] { setup.clouds.remove(removed.service_id); });
    auto range =
        client.list_services() |
        roster::enrich([client](const eas::service& listed) { return client.describe_service(listed); },
                       {.on_failure = how}) |
        std::views::take(3);
    const auto executor = setup.context.get_executor();
    CHECK(roster::await_blocking(executor, range.next())->response);
    if (how == roster::on_failure::skip) {
      const auto second = roster::await_blocking(executor, range.next());
      CHECK(second->item.service_id == removed.service_id);
      CHECK_FALSE(second->response);
      CHECK(second->failed->details().vendor_code == "InvalidService.NotFound");
      CHECK(roster::await_blocking(executor, range.next())->response);
      CHECK(range.report().incomplete);
      CHECK(range.report().note.find("1 item has no response") == 0);
    } else {
      try {
        (void)roster::await_blocking(executor, range.next());
        FAIL("described");
      } catch (const roster::failure& f) {
        CHECK(f.details().vendor_code == "InvalidService.NotFound");
        CHECK(f.details().request == "GET /api/v2/services/" + removed.region + '/' + removed.service_name);
      }
    }
  }
}

TEST_CASE("eas client: a blocking loop that was left anywhere is resumed at its checkpoint") {
  bench setup;
  const auto client = setup.client();
  std::vector<std::string> all;
  for (const auto& service : roster::blocking(client.list_services())) all.push_back(service.service_id);
  REQUIRE(all.size() == 250);
  for (const std::size_t cut : {0U, 1U, 99U, 100U, 101U, 249U, 250U}) {
    auto front = roster::blocking(client.list_services());
    std::vector<std::string> seen;
    if (cut > 0)
      for (const auto& service : front) {
        seen.push_back(service.service_id);
        if (seen.size() == cut) break;
      }
    for (const auto& service : roster::blocking(client.list_services({}, {.resume = front.checkpoint()})))
      seen.push_back(service.service_id);
    CHECK(seen == all);
  }
}
