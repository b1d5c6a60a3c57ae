// SPDX-License-Identifier: BSL-1.0
// The schema of Fireworks AI, against a service written by hand.
#include <doctest/doctest.h>

#include <cstddef>
#include <roster/catalog/fireworks.hpp>
#include <roster/wire/decode.hpp>
#include <roster/wire/encode.hpp>
#include <string>
#include <support/listed_api.hpp>

namespace {

namespace fireworks = roster::fireworks;
using api_type = fake::api<fireworks::list_deployments>;

std::string deployment(std::size_t i) {
  return R"({"name":"accounts/a/deployments/d)" + std::to_string(i) +
         R"(","baseModel":"accounts/fireworks/models/m"})";
}

// An account with this many deployments. A page has at most 200; the parameters have to be those of the first page.
fake::transport::script account(std::size_t count) {
  return [count, first = std::map<std::string, std::string>{}](const roster::http::request& request,
                                                               std::size_t) mutable {
    auto sent = fake::parameters(request.query);
    const auto token = sent["pageToken"];
    sent.erase("pageToken");
    if (token.empty()) first = sent;
    if (sent != first)
      return fake::json(400, R"({"code":3,"message":"page token does not match","details":[]})");
    const std::size_t from = token.empty() ? 0 : std::stoul(token.substr(1));
    const auto size = sent["pageSize"].empty() ? 50 : std::stoul(sent["pageSize"]);
    const auto to = (std::min)(count, from + (std::min<std::size_t>)(size, 200));
    return fake::json(200, R"({"deployments":[)" + fake::joined(from, to, deployment) +
                               R"(],"nextPageToken":")" + (to < count ? "+" + std::to_string(to) : "") +
                               R"(","totalSize":)" + std::to_string(count) + "}");
  };
}

constexpr auto documented =
    R"({"name":"accounts/a/deployments/d","displayName":"D","baseModel":"m","state":"READY",
"status":{"code":"OK","message":""},"replicaCount":0,"desiredReplicaCount":0,"minReplicaCount":0,"maxReplicaCount":2,
"replicaStats":{"readyReplicaCount":0,"initializingReplicaCount":1},"acceleratorType":"NVIDIA_H100_80GB",
"acceleratorCount":2,"precision":"FP8","region":"US_IOWA_1","placement":{"multiRegion":"GLOBAL","regions":[]},
"createTime":"2026-08-01T10:00:00Z","updateTime":"2026-08-01T11:00:00Z","deleteTime":null,"purgeTime":null,
"activeModelVersion":"1","targetModelVersion":"2","directRouteType":"INTERNET","directRouteHandle":"h.example",
"directRouteApiKeys":["fw-key-one","fw-key-two"],"pricingPlanId":"p","autoscalingPolicy":{"scaleUpWindow":"30s"}})";

}  // namespace

TEST_CASE("catalog fireworks: all pages, with unchanged parameters") {
  api_type api(account(450));
  const auto all = api.all({.account_id = "my account", .filter = "state = READY", .order_by = "name"});
  REQUIRE(all.size() == 450);
  CHECK(all[449].name == "accounts/a/deployments/d449");
  REQUIRE(api.requests().size() == 3);
  CHECK(api.requests()[0].method == "GET");
  CHECK(api.requests()[0].target() ==
        "/v1/accounts/my%20account/deployments?filter=state%20%3D%20READY&orderBy=name&pageSize=200");
  CHECK(fake::parameters(api.requests()[1].query).at("pageToken") == "+200");
}

TEST_CASE(
    "catalog fireworks: a size above the maximum, which the service reduces, does not lose deployments") {
  api_type api(account(450));
  CHECK(api.all({.account_id = "a", .page_size = 400, .show_deleted = true}).size() == 450);
  CHECK(api.requests().size() == 3);
  CHECK(api.requests()[2].query == "pageSize=400&pageToken=%2B400&showDeleted=true");
}

TEST_CASE("catalog fireworks: take(1) is one request, and the list may be absent") {
  api_type api(account(450));
  CHECK(api.first(1, {.account_id = "a", .read_mask = "name"}).size() == 1);
  REQUIRE(api.requests().size() == 1);
  CHECK(api.requests()[0].query == "pageSize=1&readMask=name");
  api_type none([](const roster::http::request&, std::size_t) { return fake::json(200, "{}"); });
  CHECK(none.all({.account_id = "a"}).empty());
}

TEST_CASE("catalog fireworks: a deployment as documented; its keys are redacted") {
  fireworks::deployment one;
  REQUIRE_FALSE(roster::decode<roster::camel_case>(documented, one));
  CHECK(one.state == fireworks::deployment_state::ready);
  CHECK(one.desired_replica_count == 0);
  CHECK(one.replica_stats->ready_replica_count == 0);
  CHECK(one.placement->multi_region == "GLOBAL");
  REQUIRE(one.direct_route_api_keys.size() == 2);
  CHECK(one.direct_route_api_keys[1].reveal() == "fw-key-two");
  const auto text = roster::to_json<roster::camel_case>(one);
  CHECK(text.find("fw-key") == text.npos);
  CHECK(text.find(R"("directRouteApiKeys":["***","***"])") != text.npos);

  fireworks::deployment again;
  REQUIRE_FALSE(roster::decode<roster::camel_case>(
      roster::to_json<roster::camel_case>(one, {.reveal_secrets = true}), again));
  CHECK(again == one);
}

TEST_CASE("catalog fireworks: undocumented values and members survive a round trip") {
  fireworks::deployment one;
  REQUIRE_FALSE(
      roster::decode<roster::camel_case>(R"({"name":"n","state":"HIBERNATED","new":{"a":1}})", one));
  CHECK_FALSE(one.state->known());
  const auto text = roster::to_json<roster::camel_case>(one);
  CHECK(text.find(R"("state":"HIBERNATED")") != text.npos);
  CHECK(text.find(R"("new":{"a":1})") != text.npos);
}

TEST_CASE("catalog fireworks: a wrong type is a failure with its path that does not show a key") {
  api_type wrong([](const roster::http::request&, std::size_t) {
    return fake::json(200, R"({"deployments":[{"name":"n","directRouteApiKeys":["k",{"k":"fw-key"}]}]})");
  });
  const auto failure = wrong.failure({.account_id = "a"});
  CHECK(failure.find("deployments[0].directRouteApiKeys[1]") != std::string::npos);
  CHECK(failure.find("fw-key") == std::string::npos);
}
