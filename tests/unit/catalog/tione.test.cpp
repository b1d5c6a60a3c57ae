// SPDX-License-Identifier: BSL-1.0
// The schema of Tencent Cloud TI-ONE, against a service written by hand.
#include <doctest/doctest.h>

#include <cstddef>
#include <roster/catalog/tione.hpp>
#include <roster/wire/decode.hpp>
#include <roster/wire/encode.hpp>
#include <string>
#include <support/listed_api.hpp>

namespace {

namespace tione = roster::tione;
using api_type = fake::api<tione::describe_model_service_groups>;

std::string group(std::size_t i) {
  const auto n = std::to_string(i);
  return R"({"ServiceGroupId":"ms-)" + n +
         R"(","ServiceGroupName":"g","Services":null,"Tags":null,"Status":"Normal"})";
}

// A region with this many groups, on pages of at most 4. The total is null if it is not known.
fake::transport::script region(std::size_t count, bool total = true) {
  return [=](const roster::http::request& request, std::size_t) {
    if (request.headers.get("x-tc-action") != "DescribeModelServiceGroups" ||
        request.headers.get("x-tc-version") != "2021-11-11")
      return fake::json(200,
                        R"({"Response":{"Error":{"Code":"InvalidAction","Message":"m"},"RequestId":"r"}})");
    const auto sent = fake::body_of(request);
    const auto from = (std::min)(count, sent.at("Offset").to_number<std::size_t>());
    const auto to =
        (std::min)(count, from + (std::min<std::size_t>)(4, sent.at("Limit").to_number<std::size_t>()));
    return fake::json(200, R"({"Response":{"TotalCount":)" + (total ? std::to_string(count) : "null") +
                               R"(,"ServiceGroups":)" +
                               (from < to ? "[" + fake::joined(from, to, group) + "]" : "null") +
                               R"(,"RequestId":"r"}})");
  };
}

constexpr auto documented = R"({"ServiceGroupId":"ms-1","ServiceGroupName":"llm","CreatedBy":"10001",
"CreateTime":"2026-08-01T10:00:00Z","UpdateTime":"2026-08-02T10:00:00Z","Uin":"10000","ServiceCount":1,
"RunningServiceCount":1,"Status":"Normal","BusinessStatus":"BILLING","BillingInfo":"1.2/h","Tags":[{"TagKey":"team",
"TagValue":"search"}],"LatestVersion":"2","WeightUpdateStatus":"UPDATED","ReplicasCount":2,"AvailableReplicasCount":2,
"AuthorizationEnable":true,"AuthTokens":[{"Base":{"Value":"canary-token","Name":"default","Description":null,
"CreateTime":"2026-08-01T10:00:00Z","Status":"Normal"},"Limits":[{"Strategy":"PerDay","Max":5}]}],
"Services":[{"ServiceGroupId":"ms-1","ServiceId":"ms-1-1","Status":"Waiting","ChargeType":"POSTPAID_BY_HOUR",
"Region":"ap-guangzhou","Weight":100,"DeployType":"STANDARD","ServiceInfo":{"Replicas":2,"Resources":{"Cpu":8000,
"Memory":40960,"Gpu":50,"GpuType":"T4","RealGpu":100},"InstanceType":"TI.GN7.2XLARGE32.POST","Env":[{"Name":"HF",
"Value":"canary-env"}],"ModelInfo":{"ModelVersionId":"m-1","ModelName":"llama"},"ImageInfo":{"ImageType":"CUSTOM",
"ImageUrl":"r.example/i","ImageSecret":{"KeyId":null,"Username":"u","Password":"canary-password"}},
"Status":{"Replicas":2,"UpdatedReplicas":2,"ReadyReplicas":1,"AvailableReplicas":1,"UnavailableReplicas":1,
"Status":"Pending","Reason":null},"ScaleMode":"AUTO"}}],"GatewayConfig":{"a":1}})";

}  // namespace

TEST_CASE("catalog tione: all pages by offset, whose size the service reduces") {
  api_type api(region(10));
  const auto all = api.all({.order = tione::sort_order::desc,
                            .order_field = tione::sort_key::create_time,
                            .filters = {{.name = "Status", .values = {"Normal"}, .negative = false}},
                            .tag_filters = {{.tag_key = "team", .tag_values = {"search"}}}});
  REQUIRE(all.size() == 10);
  CHECK(all[9].service_group_id == "ms-9");
  CHECK(all[9].services.empty());
  REQUIRE(api.requests().size() == 3);
  CHECK(api.requests()[0].method == "POST");
  CHECK(api.requests()[0].target() == "/");
  CHECK(api.requests()[0].headers.get("content-type") == "application/json");
  CHECK(api.requests()[1].body == R"({"Offset":4,"Limit":100,"Order":"DESC","OrderField":"CreateTime",)"
                                  R"("Filters":[{"Name":"Status","Values":["Normal"],"Negative":false}],)"
                                  R"("TagFilters":[{"TagKey":"team","TagValues":["search"]}]})");
}

TEST_CASE("catalog tione: take(1) is one request, for one group") {
  api_type api(region(10));
  CHECK(api.first(1, {.ti_project_id = "p"}).size() == 1);
  REQUIRE(api.requests().size() == 1);
  CHECK(api.requests()[0].body == R"({"Offset":0,"Limit":1,"TiProjectId":"p"})");
}

TEST_CASE("catalog tione: a null total, and no groups, whose list is null") {
  api_type unknown_total(region(10, false));
  CHECK(unknown_total.all().size() == 10);
  CHECK(unknown_total.requests().size() == 4);
  api_type none(region(0));
  CHECK(none.all().empty());
  CHECK(none.requests().size() == 1);
}

TEST_CASE("catalog tione: an error in a response with status 200 is a failure, not an empty list") {
  api_type api([](const roster::http::request&, std::size_t) {
    return fake::json(200, R"({"Response":{"Error":{"Code":"AuthFailure.SecretIdNotFound",
      "Message":"The SecretId is not found"},"RequestId":"ed93f3cb"}})");
  });
  const auto failure = api.failure();
  CHECK(failure.find("AuthFailure.SecretIdNotFound") != std::string::npos);
  CHECK(failure.find("The SecretId is not found") != std::string::npos);
  CHECK(failure.find("ed93f3cb") != std::string::npos);
}

TEST_CASE("catalog tione: a group as documented; tokens, passwords and variables are redacted") {
  tione::service_group one;
  REQUIRE_FALSE(roster::decode<roster::pascal_case>(documented, one));
  CHECK(one.business_status == tione::business_status::billing);
  CHECK(one.tags.at(0).tag_value == "search");
  CHECK(one.auth_tokens.at(0).base->value.reveal() == "canary-token");
  REQUIRE(one.services.size() == 1);
  CHECK(one.services[0].status == tione::service_status::waiting);
  CHECK(one.services[0].deploy_type == tione::deploy_type::standard);
  const auto& info = one.services[0].service_info.value();
  CHECK(info.resources->gpu == 50);
  CHECK(info.status->ready_replicas == 1);
  CHECK(info.scale_mode == tione::scale_mode::automatic);
  CHECK(info.image_info->image_secret->password.reveal() == "canary-password");
  CHECK(info.env.at(0).value.reveal() == "canary-env");

  const auto text = roster::to_json<roster::pascal_case>(one);
  CHECK(text.find("canary") == text.npos);
  CHECK(text.find(R"("AuthTokens":[{"Base":{"Value":"***","Name":"default")") != text.npos);
  for (const auto* part :
       {R"("Limits":[{"Strategy":"PerDay","Max":5}])", R"("RealGpu":100)", R"("GatewayConfig":{"a":1})"})
    CHECK(text.find(part) != text.npos);
  tione::service_group again;
  REQUIRE_FALSE(roster::decode<roster::pascal_case>(
      roster::to_json<roster::pascal_case>(one, {.reveal_secrets = true}), again));
  CHECK(again == one);
}

TEST_CASE("catalog tione: undocumented values survive a round trip") {
  tione::service_group one;
  REQUIRE_FALSE(roster::decode<roster::pascal_case>(R"({"ServiceGroupId":"a","Status":"Frozen"})", one));
  CHECK_FALSE(one.status->known());
  CHECK(roster::to_json<roster::pascal_case>(one).find(R"("Status":"Frozen")") != std::string::npos);
}

TEST_CASE("catalog tione: a wrong type, and another shape, are failures with their path") {
  const auto failure = [](std::string body) {
    api_type api([&](const roster::http::request&, std::size_t) { return fake::json(200, body); });
    return api.failure();
  };
  CHECK(
      failure(
          R"({"Response":{"TotalCount":1,"ServiceGroups":[{"ServiceGroupId":"a","Services":[{"Weight":"w"}]}]}})")
          .find("Response.ServiceGroups[0].Services[0].Weight") != std::string::npos);
  CHECK(failure(R"({"Response":[]})").find("Response") != std::string::npos);
}
