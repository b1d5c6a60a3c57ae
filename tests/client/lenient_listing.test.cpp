// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <client/fake_transport.hpp>
#include <roster/auth/static_credentials.hpp>
#include <roster/eas/client.hpp>
#include <roster/qianfan/client.hpp>
#include <roster/range/concat.hpp>
#include <roster/range/fleet.hpp>
#include <string>
#include <utility>
#include <vector>

// Listings of both vendors from answers that are not what the schema says, strictly and leniently.

namespace eas = roster::eas;
namespace qianfan = roster::qianfan;

namespace {

/// Clients of a service that has these pages.
struct bench {
  explicit bench(std::vector<std::string> bodies)
      : pages(std::move(bodies)),
        transport(std::make_shared<fake::transport>([this](const roster::http::request&, std::size_t n) {
          return fake::json(200, pages.at(n - 1));
        })) {}

  template <class Config>
  Config config() {
    Config out;
    out.endpoint = "http://service.example";
    out.credentials = std::make_shared<roster::static_credentials>(roster::credentials{
        .access_key_id = "id", .access_key_secret = roster::secret("s"), .security_token = {}});
    out.transport = transport;
    out.around = world.surroundings();
    return out;
  }
  eas::client eas_client() { return {context.get_executor(), config<eas::client_config>()}; }
  qianfan::client qianfan_client() { return {context.get_executor(), config<qianfan::client_config>()}; }

  std::vector<std::string> pages;
  boost::asio::io_context context{};
  fake::world world{};
  std::shared_ptr<fake::transport> transport;
};

const std::vector<std::string> eas_pages{
    R"({"Services":[{"ServiceId":"a","Memory":1},{"ServiceId":"b","Memory":{"GB":4},"Cpu":2}],
        "PageNumber":1,"PageSize":2,"TotalCount":4})",
    R"({"Services":[{"ServiceId":"c","Cpu":[]},{"ServiceId":"d","AccessToken":["s3cr3t"],"Labels":"none"}],
        "PageNumber":2,"PageSize":2,"TotalCount":4})"};

const std::vector<std::string> qianfan_pages{
    R"({"requestId":"r","result":{"pageInfo":{"isTruncated":true,"nextMarker":"b"},"serviceList":[
        {"serviceId":"a","name":7,"deploymentConfig":{"qps":"many","replicasCount":3}}]}})",
    R"({"requestId":"r","result":{"pageInfo":{"isTruncated":false},"serviceList":[
        {"serviceId":"b","name":"n","deploymentConfig":[]}]}})"};

/// Lists to the end.
template <class Range>
auto all_of(bench& setup, Range& range) {
  return fake::run(setup.context, range.collect());
}

/// Lists until it fails, and returns why.
template <class Range>
roster::failure failure_of(bench& setup, Range& range) {
  try {
    (void)all_of(setup, range);
  } catch (const roster::failure& why) {
    return why;
  }
  FAIL("it did not fail");
  return {roster::errc{}, std::string()};
}

}  // namespace

TEST_CASE("lenient listing: a member of another kind is left out, counted and named") {
  for (const std::size_t ahead : {0U, 2U}) {
    bench setup(eas_pages);
    auto services = setup.eas_client().list_services({.page_size = 2}, {.prefetch = ahead, .lenient = true});
    const auto got = all_of(setup, services);
    REQUIRE(got.size() == 4);
    CHECK(got[0].memory == 1);
    CHECK_FALSE(got[1].memory);
    CHECK(got[1].cpu == 2);
    CHECK_FALSE(got[2].cpu);
    CHECK_FALSE(got[3].access_token);
    CHECK(got[3].labels.empty());
    CHECK(services.report().left_out.members == 4);
    CHECK(services.report().left_out.first == "Services[1].Memory");
    CHECK(services.report().complete());
    CHECK(setup.transport->requests.size() == 2);
  }
}

TEST_CASE("lenient listing: by default the same costs the listing, with the path and without the item") {
  bench setup(eas_pages);
  auto services = setup.eas_client().list_services({.page_size = 2});
  const std::string what = failure_of(setup, services).what();
  CHECK(what.find("Services[1].Memory: expected an integer, found an object") != what.npos);
  CHECK(what.find("GB") == what.npos);
  CHECK(services.report().left_out.members == 0);
  CHECK(setup.transport->requests.size() == 1);
}

TEST_CASE("lenient listing: of Qianfan, too, and inside of its structs") {
  bench setup(qianfan_pages);
  auto services = setup.qianfan_client().describe_services({}, {.lenient = true});
  const auto got = all_of(setup, services);
  REQUIRE(got.size() == 2);
  CHECK(got[0].name == "7");  // nothing is lost by taking a number for a text
  CHECK_FALSE(got[0].deployment_config->qps);
  CHECK(got[0].deployment_config->replicas_count == 3);
  CHECK_FALSE(got[1].deployment_config);
  CHECK(services.report().left_out.members == 2);
  CHECK(services.report().left_out.first == "result.serviceList[0].deploymentConfig.qps");
}

TEST_CASE("lenient listing: a row is spared what it does not hold") {
  struct cpu_row {
    std::string service_id{};
    std::optional<std::int64_t> cpu{};
  };
  bench setup(eas_pages);
  auto rows = setup.eas_client().list_services<cpu_row>({.page_size = 2}, {.lenient = true});
  const auto got = all_of(setup, rows);
  REQUIRE(got.size() == 4);
  CHECK(got[1].cpu == 2);
  CHECK(rows.report().left_out.members == 1);
  CHECK(rows.report().left_out.first == "Services[0].Cpu");
  CHECK(rows.report().left_out.page == 2);
}

TEST_CASE("lenient listing: an item without its key costs the listing only if it is strict") {
  const std::string page = R"({"Services":[{"ServiceId":"a"},{"Cpu":2},{"ServiceId":{}}],"TotalCount":3})";
  bench strict({R"({"Services":[{"ServiceId":"a"},{"Cpu":2}],"TotalCount":2})"});
  auto failing = strict.eas_client().list_services();
  CHECK(std::string(failure_of(strict, failing).what())
            .find("Services[1].ServiceId: expected the key of the item, found none") != std::string::npos);
  bench lenient({page});
  auto services = lenient.eas_client().list_services({}, {.lenient = true});
  const auto got = all_of(lenient, services);
  REQUIRE(got.size() == 3);
  CHECK(got[1].cpu == 2);
  CHECK(services.report().left_out.members == 1);  // what is absent is not left out
  CHECK(services.report().left_out.first == "Services[2].ServiceId");
}

TEST_CASE("lenient listing: an item that is no object costs the listing in any case") {
  bench setup({R"({"Services":[{"ServiceId":"a"},"b"],"TotalCount":2})"});
  auto services = setup.eas_client().list_services({}, {.lenient = true});
  CHECK(std::string(failure_of(setup, services).what()).find("Services[1]: expected an object") !=
        std::string::npos);
}

TEST_CASE("lenient listing: many lists as one add up what they left out") {
  bench first(eas_pages);
  bench second(eas_pages);
  const auto open = [](bench& from) {
    return from.eas_client().list_services({.page_size = 2}, {.lenient = true});
  };
  auto both = roster::concat(open(first), open(second));
  CHECK(all_of(first, both).size() == 8);
  CHECK(both.report().left_out.members == 8);
  CHECK(both.report().left_out.first == "Services[1].Memory");

  bench alone(eas_pages);
  auto fleet = roster::fleet(alone.context.get_executor(),
                             std::vector<roster::fleet_target<eas::service>>{
                                 {.from = {.name = "one"}, .open = [&] { return open(alone); }}});
  CHECK(all_of(alone, fleet).size() == 4);
  CHECK(fleet.report().targets.at(0).left_out.members == 4);
}
