// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <roster/range/combine/concat.hpp>
#include <roster/range/combine/fleet.hpp>
#include <string>
#include <support/served_pages.hpp>
#include <utility>
#include <vector>

// Listings of both vendors with responses that do not match the schema, strict and lenient.

namespace eas = roster::eas;
using roster_test::served_pages;

namespace {

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

/// Lists until it fails, and returns the failure's message.
template <class Range>
std::string error_of(served_pages& setup, Range range) {
  std::vector<eas::service> came;
  const auto failed = setup.list(range, came);
  REQUIRE(failed);
  CHECK(came.empty());
  return failed->what();
}

}  // namespace

TEST_CASE("lenient listing: a member of another type is skipped, counted and named (fault 89)") {
  for (const std::size_t ahead : {0U, 2U}) {
    served_pages setup(eas_pages);
    auto services = setup.eas().list_services({.page_size = 2}, {.prefetch = ahead, .lenient = true});
    const auto got = setup.all_of(services);
    REQUIRE(got.size() == 4);
    CHECK(got[0].memory == 1);
    CHECK_FALSE(got[1].memory);
    CHECK(got[1].cpu == 2);
    CHECK_FALSE(got[2].cpu);
    CHECK_FALSE(got[3].access_token);
    CHECK(got[3].labels.empty());
    CHECK(services.report().skipped_fields.members == 4);
    CHECK(services.report().skipped_fields.first == "Services[1].Memory");
    CHECK(services.report().complete());
    CHECK(setup.served() == 2);
  }
}

TEST_CASE("lenient listing: by default such a member fails the listing, with the path and without the item") {
  served_pages setup(eas_pages);
  const std::string what = error_of(setup, setup.eas().list_services({.page_size = 2}));
  CHECK(what.find("Services[1].Memory: expected an integer, found an object") != what.npos);
  CHECK(what.find("GB") == what.npos);
  CHECK(setup.served() == 1);
}

TEST_CASE("lenient listing: works for Qianfan, too, and inside nested structs") {
  served_pages setup(qianfan_pages);
  auto services = setup.qianfan().describe_services({}, {.lenient = true});
  const auto got = setup.all_of(services);
  REQUIRE(got.size() == 2);
  CHECK(got[0].name == "7");  // a number converts to a string without loss
  CHECK_FALSE(got[0].deployment_config->qps);
  CHECK(got[0].deployment_config->replicas_count == 3);
  CHECK_FALSE(got[1].deployment_config);
  CHECK(services.report().skipped_fields.members == 2);
  CHECK(services.report().skipped_fields.first == "result.serviceList[0].deploymentConfig.qps");
}

TEST_CASE("lenient listing: a row ignores members that it does not have") {
  struct cpu_row {
    std::string service_id{};
    std::optional<std::int64_t> cpu{};
  };
  served_pages setup(eas_pages);
  auto rows = setup.eas().list_services<cpu_row>({.page_size = 2}, {.lenient = true});
  const auto got = setup.all_of(rows);
  REQUIRE(got.size() == 4);
  CHECK(got[1].cpu == 2);
  CHECK(rows.report().skipped_fields.members == 1);
  CHECK(rows.report().skipped_fields.first == "Services[0].Cpu");
  CHECK(rows.report().skipped_fields.page == 2);
}

TEST_CASE("lenient listing: an item without an id fails only a strict listing (fault 91)") {
  const std::string page = R"({"Services":[{"ServiceId":"a"},{"Cpu":2},{"ServiceId":{}}],"TotalCount":3})";
  served_pages strict({R"({"Services":[{"ServiceId":"a"},{"Cpu":2}],"TotalCount":2})"});
  auto failing = strict.eas().list_services();
  CHECK(error_of(strict, std::move(failing))
            .find("missing item key: Services[1].ServiceId is absent or empty") != std::string::npos);
  CHECK(strict.served() == 1);
  served_pages lenient({page});
  auto services = lenient.eas().list_services({}, {.lenient = true});
  const auto got = lenient.all_of(services);
  REQUIRE(got.size() == 3);
  CHECK(got[1].cpu == 2);
  CHECK(services.report().skipped_fields.members == 1);  // an absent member is not a skipped one
  CHECK(services.report().skipped_fields.first == "Services[2].ServiceId");
  CHECK(lenient.served() == 1);
}

TEST_CASE("lenient listing: an item that is not an object fails the listing, lenient or not") {
  served_pages setup({R"({"Services":[{"ServiceId":"a"},"b"],"TotalCount":2})"});
  auto services = setup.eas().list_services({}, {.lenient = true});
  CHECK(error_of(setup, std::move(services)).find("Services[1]: expected an object") != std::string::npos);
}

TEST_CASE("lenient listing: combined ranges add up their skipped fields") {
  served_pages first(eas_pages);
  served_pages second(eas_pages);
  const auto open = [](served_pages& from) {
    return from.eas().list_services({.page_size = 2}, {.lenient = true});
  };
  auto both = roster::concat(open(first), open(second));
  CHECK(first.all_of(both).size() == 8);
  CHECK(both.report().skipped_fields.members == 8);
  CHECK(both.report().skipped_fields.first == "Services[1].Memory");

  served_pages alone(eas_pages);
  auto fleet = roster::fleet(alone.context.get_executor(),
                             std::vector<roster::fleet_target<eas::service>>{
                                 {.from = {.name = "one"}, .open = [&] { return open(alone); }}});
  CHECK(alone.all_of(fleet).size() == 4);
  CHECK(fleet.report().targets.at(0).skipped_fields.members == 4);
}
