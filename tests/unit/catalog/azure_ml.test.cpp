// SPDX-License-Identifier: BSL-1.0
// The schema of Azure Machine Learning, against a service written by hand.
#include <doctest/doctest.h>

#include <cstddef>
#include <roster/catalog/azure_ml.hpp>
#include <roster/wire/decode.hpp>
#include <roster/wire/encode.hpp>
#include <string>
#include <support/listed_api.hpp>

namespace {

namespace azure_ml = roster::azure_ml;
using api_type = fake::api<azure_ml::list_online_endpoints>;

const std::string list_path =
    "/subscriptions/0b1f6471/resourceGroups/my%20group/providers/Microsoft.MachineLearningServices/"
    "workspaces/ws/"
    "onlineEndpoints";

const azure_ml::list_online_endpoints_request workspace{
    .subscription_id = "0b1f6471", .resource_group_name = "my group", .workspace_name = "ws"};

std::string endpoint(std::size_t i) {
  const auto n = std::to_string(i);
  return R"({"id":"/subscriptions/0b1f6471/onlineEndpoints/e)" + n + R"(","name":"e)" + n +
         R"(","location":"westeurope","properties":{"authMode":"Key","provisioningState":"Succeeded"}})";
}

// A workspace with this many endpoints, on pages of at most 3; a page has the absolute URL of the next one.
fake::transport::script service(std::size_t count) {
  return [count](const roster::http::request& request, std::size_t) {
    auto sent = fake::parameters(request.query);
    if (sent["api-version"].empty())
      return fake::json(400, R"({"error":{"code":"MissingApiVersionParameter","message":"api-version"}})");
    const std::size_t from = sent["$skip"].empty() ? 0 : std::stoul(sent["$skip"].substr(6));
    const auto size = sent["count"].empty() ? 3 : std::stoul(sent["count"]);
    const auto to = (std::min)(count, from + (std::min<std::size_t>)(size, 3));
    return fake::json(
        200, R"({"value":[)" + fake::joined(from, to, endpoint) + "]" +
                 (to < count ? R"(,"nextLink":"https://management.azure.com:443)" + list_path +
                                   "?api-version=2024-10-01&%24skip=aGVsbG" + std::to_string(to) + "\""
                             : R"(,"nextLink":null)") +
                 "}");
  };
}

constexpr auto documented = R"({"id":"/subscriptions/s/onlineEndpoints/e","name":"e",
"type":"Microsoft.MachineLearningServices/workspaces/onlineEndpoints","location":"westeurope",
"tags":{"team":"search"},"kind":"Managed","sku":{"name":"Default","tier":"Standard","capacity":1},
"identity":{"type":"SystemAssigned"},"systemData":{"createdBy":"a@b.example","createdByType":"User",
"createdAt":"2026-08-01T10:00:00.1234567Z","lastModifiedAt":"2026-08-02T10:00:00Z"},
"properties":{"provisioningState":"Migrating","scoringUri":"https://e.westeurope.inference.ml.azure.com/score",
"authMode":"AMLToken","traffic":{"blue":100,"green":0},"compute":"/c","publicNetworkAccess":"Enabled",
"swaggerUri":"https://s"}})";

}  // namespace

TEST_CASE("catalog azure: all pages, by the URL in each response") {
  api_type api(service(7), "https://management.azure.com");
  auto request = workspace;
  request.tags = "team=search";
  request.compute_type = azure_ml::compute_type::managed;
  request.order_by = azure_ml::list_order::created_at_desc;
  const auto all = api.all(request);
  REQUIRE(all.size() == 7);
  CHECK(all[6].name == "e6");
  CHECK(all[6].properties.auth_mode == azure_ml::auth_mode::key);
  REQUIRE(api.requests().size() == 3);
  CHECK(api.requests()[0].method == "GET");
  CHECK(api.requests()[0].path == list_path);
  CHECK(api.requests()[0].query ==
        "api-version=2024-10-01&computeType=Managed&orderBy=CreatedAtDesc&tags=team%3Dsearch");
  CHECK(api.requests()[1].path == list_path);
  CHECK(fake::parameters(api.requests()[1].query) ==
        std::map<std::string, std::string>{{"api-version", "2024-10-01"}, {"$skip", "aGVsbG3"}});
}

TEST_CASE("catalog azure: take(1) is one request; the size and the position are sent as documented") {
  api_type api(service(7), "https://management.azure.com");
  auto request = workspace;
  request.count = 2;
  request.skip = "aGVsbG4";
  const auto found = api.first(1, request);
  REQUIRE(found.size() == 1);
  CHECK(found[0].name == "e4");
  REQUIRE(api.requests().size() == 1);
  CHECK(fake::parameters(api.requests()[0].query) ==
        std::map<std::string, std::string>{
            {"api-version", "2024-10-01"}, {"count", "2"}, {"$skip", "aGVsbG4"}});
}

TEST_CASE("catalog azure: the URL of another host is an error before anything is sent there") {
  api_type api(
      [](const roster::http::request&, std::size_t) {
        return fake::json(200, R"({"value":[],"nextLink":"https://management.azure.com.evil.example/x"})");
      },
      "https://management.azure.com");
  CHECK(api.failure(workspace).find("origin") != std::string::npos);
  CHECK(api.requests().size() == 1);
}

TEST_CASE("catalog azure: an endpoint as documented; undocumented values and members survive a round trip") {
  azure_ml::online_endpoint one;
  REQUIRE_FALSE(roster::decode<roster::camel_case>(documented, one));
  CHECK(one.sku->capacity == 1);
  CHECK(one.system_data->created_by == "a@b.example");
  CHECK(one.tags.at("team") == "search");
  CHECK(one.properties.auth_mode == azure_ml::auth_mode::aml_token);
  CHECK(one.properties.traffic.at("blue") == 100);
  CHECK_FALSE(one.properties.provisioning_state->known());
  azure_ml::online_endpoint again;
  const auto text = roster::to_json<roster::camel_case>(one);
  REQUIRE_FALSE(roster::decode<roster::camel_case>(text, again));
  CHECK(again == one);
  for (const auto* part : {R"("provisioningState":"Migrating")", R"("identity":{"type":"SystemAssigned"})",
                           R"("createdByType":"User")", R"("swaggerUri":"https://s")"})
    CHECK(text.find(part) != text.npos);
}

TEST_CASE("catalog azure: a wrong type is a failure with its path, and an error has the service's code") {
  api_type wrong([](const roster::http::request&, std::size_t) {
    return fake::json(
        200, R"({"value":[{"id":"i","properties":{"traffic":[]}},{"id":"j","properties":{"traffic":7}}]})");
  });
  CHECK(wrong.failure(workspace).find("value[1].properties.traffic") != std::string::npos);
  api_type missing([](const roster::http::request&, std::size_t) {
    return fake::json(404,
                      R"({"error":{"code":"ResourceNotFound","message":"The Resource 'ws' was not found"}})");
  });
  CHECK(missing.failure(workspace).find("ResourceNotFound") != std::string::npos);
}
