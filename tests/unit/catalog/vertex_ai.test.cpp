// SPDX-License-Identifier: BSL-1.0
// The schema of Vertex AI, against a service written by hand.
#include <doctest/doctest.h>

#include <cstddef>
#include <roster/catalog/vertex_ai.hpp>
#include <roster/wire/decode.hpp>
#include <roster/wire/encode.hpp>
#include <string>
#include <support/listed_api.hpp>

namespace {

namespace vertex_ai = roster::vertex_ai;
using api_type = fake::api<vertex_ai::list_endpoints>;

std::string endpoint(std::size_t i) {
  return R"({"name":"projects/42/locations/us-central1/endpoints/)" + std::to_string(i) +
         R"(","displayName":"llm"})";
}

// A project with this many endpoints, on pages of at most 3. Members with default values are omitted, as in all JSON
// of protocol buffers: an empty page has no list, and the last page no token.
fake::transport::script project(std::size_t count) {
  return [count](const roster::http::request& request, std::size_t) {
    auto sent = fake::parameters(request.query);
    if (!sent["pageToken"].empty() && sent["orderBy"] != "create_time desc")
      return fake::json(400, R"({"error":{"code":400,"message":"page token","status":"INVALID_ARGUMENT"}})");
    const std::size_t from = sent["pageToken"].empty() ? 0 : std::stoul(sent["pageToken"].substr(4));
    const auto to = (std::min)(count, from + (std::min<std::size_t>)(3, std::stoul(sent["pageSize"])));
    if (from == to) return fake::json(200, "{}");
    return fake::json(200, R"({"endpoints":[)" + fake::joined(from, to, endpoint) + "]" +
                               (to < count ? R"(,"nextPageToken":"A&=%)" + std::to_string(to) + "\"" : "") +
                               "}");
  };
}

constexpr auto documented = R"({"name":"projects/42/locations/us-central1/endpoints/7","displayName":"llm",
"deployedModels":[{"id":"11","model":"projects/42/locations/us-central1/models/3","modelVersionId":"1",
 "displayName":"llama","createTime":"2026-08-01T10:00:00.123456Z","dedicatedResources":{"machineSpec":
 {"machineType":"g2-standard-12","acceleratorType":"NVIDIA_L4","acceleratorCount":"9007199254740993"},
 "minReplicaCount":1,"maxReplicaCount":2,"requiredReplicaCount":1,"spot":true,
 "autoscalingMetricSpecs":[{"metricName":"m","target":60}]},
 "status":{"message":"ok","lastUpdateTime":"2026-08-01T10:05:00Z","availableReplicaCount":1},
 "privateEndpoints":{"predictHttpUri":"http://10.0.0.1/v1"}},
 {"id":"12","automaticResources":{"minReplicaCount":1,"maxReplicaCount":4}},
 {"id":"13","sharedResources":"projects/42/locations/us-central1/deploymentResourcePools/p"}],
"trafficSplit":{"11":80,"12":20},"labels":{"env":"prod"},"etag":"AMEw","createTime":"2026-08-01T09:00:00Z",
"updateTime":"2026-08-01T11:00:00Z","network":"projects/42/global/networks/n","dedicatedEndpointEnabled":true,
"dedicatedEndpointDns":"7.us-central1-42.prediction.vertexai.goog"})";

}  // namespace

TEST_CASE("catalog vertex: all pages, with unchanged parameters and the token as it was received") {
  api_type api(project(7));
  const auto all = api.all({.project = "my project",
                            .location = "us-central1",
                            .filter = "labels.env=prod",
                            .order_by = "create_time desc",
                            .read_mask = "name,displayName"});
  REQUIRE(all.size() == 7);
  CHECK(all[6].name == "projects/42/locations/us-central1/endpoints/6");
  REQUIRE(api.requests().size() == 3);
  const auto& first = api.requests()[0];
  CHECK(first.method == "GET");
  CHECK(first.path == "/v1/projects/my%20project/locations/us-central1/endpoints");
  CHECK(first.query ==
        "filter=labels.env%3Dprod&orderBy=create_time%20desc&pageSize=100&readMask=name%2CdisplayName");
  const auto second = fake::parameters(api.requests()[1].query);
  CHECK(second.at("pageToken") == "A&=%3");
  CHECK(fake::without(second, "pageToken") == fake::parameters(first.query));
  CHECK(api.requests()[2].path == first.path);
}

TEST_CASE("catalog vertex: take(1) is one request, and a project without endpoints is empty") {
  api_type api(project(7));
  CHECK(api.first(1, {.project = "p", .location = "l", .gdc_zone = "z"}).size() == 1);
  REQUIRE(api.requests().size() == 1);
  CHECK(api.requests()[0].query == "gdcZone=z&pageSize=1");
  api_type none(project(0));
  CHECK(none.all({.project = "p", .location = "l"}).empty());
  CHECK(none.failure({.project = "p"}) == "invalid path parameter \"location\": empty");
}

TEST_CASE("catalog vertex: an endpoint as documented, with 64-bit integers as strings") {
  vertex_ai::endpoint one;
  REQUIRE_FALSE(roster::decode<roster::camel_case>(documented, one));
  REQUIRE(one.deployed_models.size() == 3);
  const auto& machines = one.deployed_models[0].dedicated_resources.value();
  CHECK(machines.machine_spec->accelerator_count == 9'007'199'254'740'993);
  CHECK(machines.spot == true);
  CHECK(one.deployed_models[0].status->available_replica_count == 1);
  CHECK(one.deployed_models[0].private_endpoints->predict_http_uri == "http://10.0.0.1/v1");
  CHECK(one.deployed_models[1].automatic_resources->max_replica_count == 4);
  CHECK(one.deployed_models[2].shared_resources->ends_with("/p"));
  CHECK(one.traffic_split.at("11") == 80);
  CHECK(one.labels.at("env") == "prod");
  CHECK(one.dedicated_endpoint_enabled == true);

  vertex_ai::endpoint again;
  const auto text = roster::to_json<roster::camel_case>(one);
  REQUIRE_FALSE(roster::decode<roster::camel_case>(text, again));
  CHECK(again == one);
  for (const auto* part :
       {R"("etag":"AMEw")", R"("autoscalingMetricSpecs":[{"metricName":"m","target":60}])"})
    CHECK(text.find(part) != text.npos);
}

TEST_CASE("catalog vertex: a wrong type is a failure with its path, and an error has the service's status") {
  api_type wrong([](const roster::http::request&, std::size_t) {
    return fake::json(200, R"({"endpoints":[{"name":"n","trafficSplit":{"11":"most"}}]})");
  });
  CHECK(wrong.failure({.project = "p", .location = "l"}).find("endpoints[0].trafficSplit") !=
        std::string::npos);
  api_type denied([](const roster::http::request&, std::size_t) {
    return fake::json(403,
                      R"({"error":{"code":403,"message":"Permission denied","status":"PERMISSION_DENIED"}})");
  });
  const auto failure = denied.failure({.project = "p", .location = "l"});
  CHECK(failure.find("Permission denied") != std::string::npos);
  CHECK(failure.find("aiplatform.endpoints.list") != std::string::npos);
}
