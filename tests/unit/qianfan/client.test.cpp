// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <boost/asio/io_context.hpp>
#include <memory>
#include <optional>
#include <roster/auth/credentials_provider.hpp>
#include <roster/emulator/cloud.hpp>
#include <roster/qianfan.hpp>
#include <roster/range/await_blocking.hpp>
#include <roster/range/blocking.hpp>
#include <string>
#include <support/fake_transport.hpp>
#include <vector>

namespace qianfan = roster::qianfan;

namespace {

struct row {
  std::string name{};
  std::optional<std::string> base_model{};
};

struct bench {
  boost::asio::io_context context{};
  roster::emulator::cloud clouds{{.services = 257}};

  qianfan::client client() {
    const roster::credentials key{.access_key_id = "emulator",
                                  .access_key_secret = roster::secret("emulator-secret")};
    return {context.get_executor(),
            {.endpoint = "http://emulator",
             .credentials = std::make_shared<roster::detail::static_credentials>(key),
             .transport = clouds.transport(context.get_executor())}};
  }

  std::vector<qianfan::service> held(std::int64_t version) const {
    std::vector<qianfan::service> out;
    for (const auto& service : clouds.qianfan_services())
      if (service.protocol_version == version) out.push_back(service);
    return out;
  }
};

}  // namespace

TEST_CASE("qianfan client: lists every service of a protocol version in its order") {
  bench setup;
  for (const std::int64_t version : {1, 2}) {
    std::vector<qianfan::service> came;
    for (auto& service : roster::blocking(setup.client().describe_services({.protocol_version = version})))
      came.push_back(service);
    CHECK(came == setup.held(version));
  }
  CHECK(setup.clouds.log().size() == 4);
}

TEST_CASE("qianfan client: lists services as rows of a user's own struct") {
  bench setup;
  const auto held = setup.held(1);
  std::size_t i = 0;
  for (const auto& mine : roster::blocking(setup.client().describe_services<row>())) {
    CHECK(mine.name == held.at(i).name);
    CHECK(mine.base_model == held.at(i).base_model);
    ++i;
  }
  CHECK(i == held.size());
}

TEST_CASE(
    "qianfan client: its endpoint is that of the config, the vendor's variable or the default, in this "
    "order") {
  const auto endpoint = [](std::string configured, std::optional<std::string> variable) {
    return to_client_config(qianfan::client_config{.endpoint = std::move(configured),
                                                   .variables =
                                                       [variable](std::string_view name) {
                                                         return name == "QIANFAN_CONSOLE_API_BASE_URL"
                                                                    ? variable
                                                                    : std::nullopt;
                                                       }})
        .endpoint;
  };
  CHECK(endpoint("", std::nullopt) == "https://qianfan.baidubce.com");
  CHECK(endpoint("", "") == "https://qianfan.baidubce.com");
  CHECK(endpoint("", "http://127.0.0.1:1") == "http://127.0.0.1:1");
  CHECK(endpoint("http://mine", "http://127.0.0.1:1") == "http://mine");
}

TEST_CASE("qianfan client: describe_all_services lists both protocol versions as one range") {
  bench setup;
  auto expected = setup.held(1);
  for (auto& service : setup.held(2)) expected.push_back(service);
  auto range = setup.client().describe_all_services();
  CHECK(fake::run(setup.context, range.collect()) == expected);
  CHECK(setup.clouds.log().size() == 4);
  CHECK(range.report().items == 257);
  CHECK(range.report().requests == 4);
  CHECK(range.report().total == std::nullopt);  // the service never reports one
  CHECK(range.report().complete());
  auto rows = setup.client().describe_all_services<row>();
  CHECK(fake::run(setup.context, rows.collect()).size() == 257);
}

namespace {

/// Two pages of version 1 and one of version 2; every response takes a second.
struct two_versions {
  boost::asio::io_context context{};
  fake::world world{};
  std::size_t failing{};  ///< the request that fails
  std::shared_ptr<fake::transport> transport =
      std::make_shared<fake::transport>([this](const auto& request, std::size_t number) {
        world.steady += std::chrono::seconds(1);
        if (number == failing) return fake::json(403, R"({"code":"AccessDenied","message":"no"})");
        if (request.body.find(R"("protocolVersion":2)") != std::string::npos) return respond("c", "");
        const bool second = request.body.find("marker") != std::string::npos;
        return second ? respond("b", "") : respond("a", "b");
      });

  static roster::http::response respond(const std::string& id, const std::string& next) {
    const std::string more =
        next.empty() ? R"("isTruncated":false)" : R"("isTruncated":true,"nextMarker":")" + next + '"';
    return fake::json(
        200, R"({"result":{"serviceList":[{"serviceId":")" + id + R"("}],"pageInfo":{)" + more + "}}}");
  }

  roster::async_range<qianfan::service> list(roster::list_options options = {}) {
    const qianfan::client client(context.get_executor(), {.endpoint = "http://q",
                                                          .credentials = roster::static_key("id", "secret"),
                                                          .transport = transport,
                                                          .runtime = world.runtime()});
    return client.describe_all_services({.name = "x"}, std::move(options));
  }
};

}  // namespace

TEST_CASE(
    "qianfan client: describe_all_services requests version 2 after version 1 has ended, if it is needed") {
  two_versions setup;
  auto two = setup.list() | std::views::take(2);
  CHECK(fake::run(setup.context, two.collect()).size() == 2);
  CHECK(setup.transport->requests.size() == 2);
  for (const auto& request : setup.transport->requests)
    CHECK(request.body.find(R"("protocolVersion":1)") != std::string::npos);
  auto all = setup.list();
  std::string ids;
  for (const auto& service : fake::run(setup.context, all.collect())) ids += service.service_id;
  CHECK(ids == "abc");
  CHECK(setup.transport->requests.size() == 5);
  CHECK(setup.transport->requests.back().body.find(R"("name":"x")") != std::string::npos);
  for (const auto& request : setup.transport->requests) {
    CHECK(request.method == "POST");
    CHECK(request.idempotent);  // whatever the method
  }
}

TEST_CASE("qianfan client: describe_all_services stays at its position after a failure, in either version") {
  for (const std::size_t failing : {1U, 2U, 3U}) {
    two_versions setup;
    setup.failing = failing;
    auto range = setup.list();
    std::string ids;
    while (true) {
      try {
        const auto service = fake::run(setup.context, range.next());
        if (!service) break;
        ids += service->service_id;
      } catch (const roster::failure& f) {
        CHECK(f.condition() == roster::errc::forbidden);
        CHECK(f.details().page == failing);
        ids += '!';
      }
    }
    CHECK(ids == (failing == 1 ? "!abc" : failing == 2 ? "a!bc" : "ab!c"));
    CHECK(setup.transport->requests.size() == 4);
    CHECK(range.report().requests == 4);
  }
}

TEST_CASE("qianfan client: describe_all_services has one deadline for both versions") {
  two_versions setup;
  auto in_time = setup.list({.deadline = std::chrono::milliseconds(3500)});
  CHECK(fake::run(setup.context, in_time.collect()).size() == 3);
  auto late = setup.list({.deadline = std::chrono::milliseconds(2000)});
  CHECK(fake::run(setup.context, late.next()));
  CHECK(fake::run(setup.context, late.next()));
  try {
    (void)fake::run(setup.context, late.next());
    FAIL("it did not fail");
  } catch (const roster::failure& f) {
    CHECK(f.condition() == roster::errc::timed_out);
  }
  CHECK(setup.transport->requests.size() == 5);
}

TEST_CASE("qianfan client: describe_all_services rejects a request for one version") {
  bench setup;
  const auto client = setup.client();
  CHECK_THROWS_AS((void)client.describe_all_services({.protocol_version = 1}), roster::failure);
  CHECK_THROWS_AS((void)client.describe_all_services({.marker = "m"}), roster::failure);
  CHECK_THROWS_AS((void)client.describe_all_services({}, {.resume = roster::checkpoint{}}), roster::failure);
  CHECK_THROWS_WITH_AS(
      (void)client.describe_all_services().checkpoint(),
      "invalid argument: checkpoint not supported: the list is computed, or combines several lists",
      roster::failure);
}

TEST_CASE("qianfan client: describes a service") {
  bench setup;
  const auto client = setup.client();
  const auto executor = setup.context.get_executor();
  const auto held = setup.held(2).front();
  const auto described =
      roster::await_blocking(executor, client.describe_service({.service_id = held.service_id}));
  CHECK(described.request_id);
  CHECK(described.result.name == held.name);
  CHECK(described.result.endpoint == held.endpoint);
  const auto again = roster::await_blocking(executor, client.describe_service(held));
  CHECK(again.result == described.result);
  try {
    (void)roster::await_blocking(executor, client.describe_service({.service_id = "svco-unknown"}));
    FAIL("described");
  } catch (const roster::failure& f) {
    CHECK(f.condition() == roster::errc::bad_request);
    CHECK(f.details().vendor_code == "ResourceNotFound");
  }
}

TEST_CASE(
    "qianfan client: describing is retried although it is a POST, and recognizes errors with status 200") {
  const std::string service = R"({"requestId":"r","result":{"serviceId":"svco-1","name":"n"}})";
  const std::string busy = R"({"error_code":336100,"error_msg":"high load"})";
  fake::world world;
  boost::asio::io_context context;
  const auto network = std::make_shared<fake::transport>(
      [&](const roster::http::request&, std::size_t n) { return fake::json(200, n == 1 ? busy : service); });
  const qianfan::client client(context.get_executor(), {.endpoint = "http://qianfan.example",
                                                        .credentials = roster::static_key("a", "b"),
                                                        .transport = network,
                                                        .runtime = world.runtime()});
  CHECK(fake::run(context, client.describe_service({.service_id = "svco-1"})).result.name == "n");
  REQUIRE(network->requests.size() == 2);
  CHECK(network->requests[0].target() == "/v2/service?Action=DescribeService");
  CHECK(network->requests[0].body == R"({"serviceId":"svco-1"})");
}
