// SPDX-License-Identifier: BSL-1.0
// The schema of KServe, against a Kubernetes API server written by hand.
#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <roster/catalog/kserve.hpp>
#include <roster/wire/decode.hpp>
#include <roster/wire/encode.hpp>
#include <string>
#include <support/listed_api.hpp>
#include <vector>

namespace {

namespace kserve = roster::kserve;
using namespaced = fake::api<kserve::list_inference_services>;

std::string service(std::size_t i) {
  const auto n = std::to_string(i);
  return R"({"apiVersion":"serving.kserve.io/v1beta1","kind":"InferenceService","metadata":{"name":"isvc-)" +
         n + R"(","namespace":"models","uid":"0f2b-)" + n + R"("}})";
}

// A cluster with this many services; it divides them into pages of at most 3, and knows no other selector than one.
fake::transport::script cluster(std::size_t count) {
  return [count](const roster::http::request& request, std::size_t) {
    auto sent = fake::parameters(request.query);
    const std::string prefix = "eyJ2IjoibWV0YS5rOHMuaW8vdjEi+/=";
    const auto token = sent["continue"];
    if (!token.empty() && (!token.starts_with(prefix) ||
                           (!sent["labelSelector"].empty() && sent["labelSelector"] != "team in (a,b)")))
      return fake::json(400, R"({"kind":"Status","status":"Failure","reason":"BadRequest","code":400})");
    const std::size_t from = token.empty() ? 0 : std::stoul(token.substr(prefix.size()));
    const auto limit = sent["limit"].empty() ? count : std::stoul(sent["limit"]);
    const auto to = (std::min)(count, from + (std::min<std::size_t>)(limit, 3));
    return fake::json(
        200, R"({"apiVersion":"v1","kind":"List","metadata":{"resourceVersion":"1187","continue":")" +
                 (to < count ? prefix + std::to_string(to) : "") + '"' +
                 (to < count && sent["labelSelector"].empty()
                      ? R"(,"remainingItemCount":)" + std::to_string(count - to)
                      : "") +
                 R"(},"items":[)" + fake::joined(from, to, service) + "]}");
  };
}

constexpr auto documented = R"({"apiVersion":"serving.kserve.io/v1beta1","kind":"InferenceService",
"metadata":{"name":"llama","namespace":"models","uid":"b4d5","resourceVersion":"1186","generation":2,
 "labels":{"team":"a"},"annotations":{"serving.kserve.io/stop":"false"},"creationTimestamp":"2026-08-01T10:00:00Z"},
"spec":{"predictor":{"minReplicas":0,"maxReplicas":3,"scaleTarget":10,"scaleMetric":"concurrency",
 "containerConcurrency":4,"canaryTrafficPercent":20,"model":{"modelFormat":{"name":"huggingface","version":"1"},
 "runtime":"kserve-huggingfaceserver","storageUri":"hf://meta-llama/Llama-3","args":["--x"],
 "resources":{"limits":{"cpu":"6","memory":"24Gi","nvidia.com/gpu":1},"requests":{"cpu":"500m"}}}},
 "transformer":{"minReplicas":1}},
"status":{"url":"http://llama.models.example.com","address":{"url":"http://llama.models.svc.cluster.local"},
 "conditions":[{"type":"Ready","status":"True","lastTransitionTime":"2026-08-01T10:05:00Z"},
  {"type":"GatewaysReady","status":"Perhaps","reason":"Unheard","message":"of"}],
 "components":{"predictor":{"url":"http://llama-predictor","restUrl":"http://r","grpcUrl":"grpc://g",
  "latestReadyRevision":"llama-predictor-00002","traffic":[{"revisionName":"llama-predictor-00002",
  "latestRevision":true,"percent":20,"tag":"latest","url":"http://t"}]}},
 "modelStatus":{"transitionStatus":"BlockedByFailedLoad","states":{"activeModelState":"Loaded",
  "targetModelState":"FailedToLoad"},"copies":{"failedCopies":1,"totalCopies":2},
  "lastFailureInfo":{"reason":"NoSupportingRuntime","message":"m","location":"predictor","exitCode":1,
  "time":"2026-08-01T10:04:00Z"}},"deploymentMode":"Standard","servingRuntimeName":"kserve-huggingfaceserver"}})";

}  // namespace

TEST_CASE(
    "catalog kserve: all pages of a namespace, with unchanged selectors and the token as it was received") {
  namespaced api(cluster(7));
  const auto all = api.all({.namespace_ = "models", .label_selector = "team in (a,b)"});
  REQUIRE(all.size() == 7);
  CHECK(all[6].metadata.name == "isvc-6");
  REQUIRE(api.requests().size() == 3);
  const auto& first = api.requests()[0];
  CHECK(first.method == "GET");
  CHECK(first.path == "/apis/serving.kserve.io/v1beta1/namespaces/models/inferenceservices");
  CHECK(first.headers.get("authorization") == "Bearer token");
  const auto sent = fake::parameters(first.query);
  CHECK(sent == std::map<std::string, std::string>{{"labelSelector", "team in (a,b)"}, {"limit", "500"}});
  for (std::size_t i = 1; i < 3; ++i) {
    CHECK(api.requests()[i].path == first.path);
    CHECK(fake::without(fake::parameters(api.requests()[i].query), "continue") == sent);
  }
}

TEST_CASE("catalog kserve: the total is known from the first page, unless a selector hides it") {
  for (const bool selects : {false, true}) {
    namespaced api(cluster(7));
    std::optional<std::string> selector;
    if (selects) selector = "team in (a,b)";
    CHECK(api.totals({.namespace_ = "models", .label_selector = selector}) ==
          (selects ? std::vector<std::optional<std::int64_t>>(3)
                   : std::vector<std::optional<std::int64_t>>(3, 7)));
  }
}

TEST_CASE("catalog kserve: a list that is restarted has the total of the new one") {
  namespaced api([](const roster::http::request& request, std::size_t number) {
    if (number == 3)
      return fake::json(410, R"({"kind":"Status","metadata":{},"reason":"Expired","code":410})");
    const std::size_t count = number < 3 ? 6 : 8;
    const auto token = fake::parameters(request.query)["continue"];
    const std::size_t to = token.empty() ? 2 : std::stoul(token) + 2;
    const std::string rest = to == count ? ""
                                         : R"("continue":")" + std::to_string(to) +
                                               R"(","remainingItemCount":)" + std::to_string(count - to);
    return fake::json(
        200, R"({"metadata":{)" + rest + R"(},"items":[)" + fake::joined(to - 2, to, service) + "]}");
  });
  CHECK(api.totals({.namespace_ = "models"}, {.on_expired_token = roster::on_expired_token::restart}) ==
        std::vector<std::optional<std::int64_t>>{6, 6, 6, 8, 8, 8, 8});
}

TEST_CASE("catalog kserve: take(1) is one request, for one service") {
  namespaced api(cluster(7));
  CHECK(api.first(1, {.namespace_ = "models", .field_selector = "metadata.name=x"}).size() == 1);
  REQUIRE(api.requests().size() == 1);
  CHECK(api.requests()[0].query == "fieldSelector=metadata.name%3Dx&limit=1");
}

TEST_CASE("catalog kserve: the list of all namespaces, which may be null or absent") {
  for (const std::string items : {R"("items":null,)", R"("items":[],)", ""}) {
    INFO(items);
    fake::api<kserve::list_all_inference_services> api([&](const roster::http::request&, std::size_t) {
      return fake::json(200, "{" + items + R"("metadata":{"resourceVersion":"9"}})");
    });
    CHECK(api.all().empty());
    REQUIRE(api.requests().size() == 1);
    CHECK(api.requests()[0].target() == "/apis/serving.kserve.io/v1beta1/inferenceservices?limit=500");
  }
  fake::api<kserve::list_all_inference_services> two(cluster(2));
  CHECK(two.all().size() == 2);
}

TEST_CASE("catalog kserve: an item as documented, with members and values that are not") {
  kserve::inference_service one;
  REQUIRE_FALSE(roster::decode<roster::camel_case>(documented, one));
  CHECK(one.metadata.uid == "b4d5");
  REQUIRE(one.spec);
  REQUIRE(one.spec->predictor);
  REQUIRE(one.spec->predictor->model);
  CHECK(one.spec->predictor->canary_traffic_percent == 20);
  CHECK(one.spec->predictor->model->storage_uri == "hf://meta-llama/Llama-3");
  CHECK(one.spec->predictor->model->resources->limits.at("nvidia.com/gpu") == "1");
  REQUIRE(one.status);
  REQUIRE(one.status->conditions.size() == 2);
  CHECK(one.status->conditions[0].type == kserve::condition_type::ready);
  CHECK(one.status->conditions[0].status == kserve::condition_status::true_);
  CHECK_FALSE(one.status->conditions[1].type.known());
  CHECK(one.status->components.at("predictor").traffic.at(0).percent == 20);
  CHECK(one.status->components.at("predictor").grpc_url == "grpc://g");
  const auto& model = one.status->model_status.value();
  CHECK(model.transition_status == kserve::transition_status::blocked_by_failed_load);
  CHECK(model.states->target_model_state == kserve::model_state::failed_to_load);
  CHECK(model.last_failure_info->reason == kserve::failure_reason::no_supporting_runtime);

  kserve::inference_service again;
  const auto text = roster::to_json<roster::camel_case>(one);
  REQUIRE_FALSE(roster::decode<roster::camel_case>(text, again));
  CHECK(again == one);
  for (const auto* part : {R"("type":"GatewaysReady","status":"Perhaps")", R"("generation":2)",
                           R"("transformer":{"minReplicas":1})", R"("args":["--x"])", R"("exitCode":1)"})
    CHECK(text.find(part) != text.npos);
}

TEST_CASE("catalog kserve: a wrong type, and a service without uid, are failures with their path") {
  const auto failure = [](std::string item) {
    namespaced api([&](const roster::http::request&, std::size_t) {
      return fake::json(200, R"({"metadata":{},"items":[)" + item + "]}");
    });
    return api.failure({.namespace_ = "models"});
  };
  CHECK(failure(R"({"metadata":{"name":"a","uid":"b"},"status":{"conditions":{"type":"Ready"}}})")
            .find("items[0].status.conditions") != std::string::npos);
  CHECK(failure(R"({"metadata":{"name":"a"}})").find("metadata.uid") != std::string::npos);
}

TEST_CASE("catalog kserve: an expired token is a failure, with the code and the message of the API server") {
  namespaced api([](const roster::http::request&, std::size_t number) {
    if (number == 1) return fake::json(200, R"({"metadata":{"continue":"t"},"items":[)" + service(0) + "]}");
    return fake::json(
        410, R"({"kind":"Status","apiVersion":"v1","metadata":{"continue":"recovery"},"status":"Failure",
      "message":"The provided continue parameter is too old","reason":"Expired","code":410})");
  });
  const auto failure = api.failure({.namespace_ = "models"});
  CHECK(failure.find("410") != std::string::npos);
  CHECK(failure.find("too old") != std::string::npos);
  CHECK(api.requests().size() == 2);
}

TEST_CASE_TEMPLATE("catalog kserve: an expired list is resumed with the token of the Status, or restarted",
                   Op, kserve::list_inference_services, kserve::list_all_inference_services) {
  for (const auto action : {roster::on_expired_token::resume, roster::on_expired_token::restart}) {
    fake::api<Op> api([](const roster::http::request& request, std::size_t number) {
      const auto sent = fake::parameters(request.query);
      const auto token = sent.count("continue") != 0 ? sent.at("continue") : "";
      if (number == 2)
        return fake::json(
            410, R"({"kind":"Status","metadata":{"continue":"recovery"},"reason":"Expired","code":410})");
      return fake::json(200, R"({"metadata":{"continue":")" + std::string(token.empty() ? "t" : "") +
                                 R"("},"items":[)" + service(token.empty() ? 0 : 1) + "]}");
    });
    typename Op::request what;
    if constexpr (requires { what.namespace_; }) what.namespace_ = "models";
    const auto all = api.all(what, {.on_expired_token = action});
    REQUIRE(all.size() == 2);
    CHECK(all[1].metadata.name == "isvc-1");
    const bool resumes = action == roster::on_expired_token::resume;
    CHECK(api.requests().size() == (resumes ? 3 : 4));
    CHECK(fake::parameters(api.requests()[2].query)["continue"] == (resumes ? "recovery" : ""));
  }
}
