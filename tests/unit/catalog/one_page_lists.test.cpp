// SPDX-License-Identifier: BSL-1.0
// The schemas of the APIs that list everything in one page: OpenAI's models, Together, Triton, Hugging Face.
#include <doctest/doctest.h>

#include <cstddef>
#include <roster/catalog/hugging_face.hpp>
#include <roster/catalog/openai.hpp>
#include <roster/catalog/together.hpp>
#include <roster/catalog/triton.hpp>
#include <roster/schema/field.hpp>
#include <roster/wire/decode.hpp>
#include <roster/wire/encode.hpp>
#include <string>
#include <support/listed_api.hpp>

namespace {

fake::transport::script always(std::string body) {
  return
      [body = std::move(body)](const roster::http::request&, std::size_t) { return fake::json(200, body); };
}

}  // namespace

TEST_CASE("catalog openai: the models") {
  using models = fake::api<roster::openai::list_models>;
  models api(always(R"({"object":"list","data":[{"id":"gpt-5.2","object":"model","created":1686935002,
    "owned_by":"system","shutdown_date":1767225600},{"id":"local","object":"model"}]})"));
  const auto all = api.all();
  REQUIRE(all.size() == 2);
  CHECK(all[0].owned_by == "system");
  CHECK(all[0].created->seconds()->time_since_epoch().count() == 1'686'935'002);
  CHECK(roster::to_json(all[1]) == R"({"id":"local","object":"model"})");
  REQUIRE(api.requests().size() == 1);
  CHECK(api.requests()[0].method == "GET");
  CHECK(api.requests()[0].target() == "/v1/models");
  CHECK(models(always(R"({"object":"list","data":[{"id":7,"owned_by":{}}]})"))
            .failure()
            .find("data[0].owned_by") != std::string::npos);
  CHECK(models(always(R"({"object":"list"})")).failure().find("data") != std::string::npos);
}

TEST_CASE("catalog together: the endpoints of a type, with an undocumented state") {
  using roster::field;
  namespace together = roster::together;
  fake::api<together::list_endpoints> api(
      always(R"({"object":"list","data":[{"object":"endpoint","id":"endpoint-1",
    "name":"devuser/llama","model":"meta-llama/Llama-3","type":"dedicated","owner":"devuser","state":"THAWING",
    "created_at":"2025-02-04T10:43:55.405Z"}]})"));
  const auto found =
      api.where(field<&together::endpoint::type> == together::endpoint_type::dedicated, {.mine = true});
  REQUIRE(found.size() == 1);
  CHECK_FALSE(found[0].state->known());
  const auto text = roster::to_json(found[0]);
  CHECK(text.find(R"("state":"THAWING")") != text.npos);
  CHECK(text.find(R"("object":"endpoint")") != text.npos);
  REQUIRE(api.requests().size() == 1);
  CHECK(api.requests()[0].target() == "/v1/endpoints?mine=true&type=dedicated");
}

TEST_CASE("catalog triton: the repository, a list without an envelope") {
  using models = fake::api<roster::triton::repository_index>;
  models api(always(R"([{"name":"bert","version":"1","state":"READY","reason":""},
    {"name":"bert","version":"2","state":"UNAVAILABLE","reason":"unloaded"},{"name":"resnet"}])"));
  const auto all = api.all({.ready = false});
  REQUIRE(all.size() == 3);
  CHECK(all[1].state == roster::triton::model_state::unavailable);
  CHECK_FALSE(all[2].version);
  REQUIRE(api.requests().size() == 1);
  CHECK(api.requests()[0].method == "POST");
  CHECK(api.requests()[0].target() == "/v2/repository/index");
  CHECK(api.requests()[0].body == R"({"ready":false})");
  CHECK(models(always(R"([{"name":"a"},{"name":["b"]}])")).failure().find("[1].name") != std::string::npos);
  CHECK(models(always(R"({"error":"not allowed"})")).failure().find("not allowed") != std::string::npos);
}

TEST_CASE("catalog hugging face: the endpoints of a namespace") {
  namespace hugging_face = roster::hugging_face;
  using endpoints = fake::api<hugging_face::list_endpoints>;
  constexpr auto documented = R"({"items":[{"name":"llama","type":"protected","accountId":null,
    "provider":{"vendor":"aws","region":"us-east-1"},"compute":{"accelerator":"gpu","instanceType":"nvidia-a10g",
    "instanceSize":"x1","scaling":{"minReplica":0,"maxReplica":1,"scaleToZeroTimeout":15}},
    "model":{"repository":"meta-llama/Llama-3","image":{"huggingface":{"env":{}}},"secrets":{"HF_TOKEN":"canary"},
    "revision":"e6","task":"text-generation","framework":"pytorch"},"status":{"state":"scaledToZero","message":"",
    "createdAt":"2026-08-01T10:00:00.123456789Z","updatedAt":"2026-08-01T10:00:00Z","readyReplica":0,
    "targetReplica":1,"createdBy":{"id":"1","name":"me"}}}]})";
  endpoints api(always(documented));
  const auto all = api.all({.namespace_ = "my org"});
  REQUIRE(all.size() == 1);
  CHECK(all[0].status->state == hugging_face::endpoint_state::scaled_to_zero);
  CHECK(all[0].compute->scaling->min_replica == 0);
  CHECK(roster::to_json<roster::camel_case>(all[0]).find("canary") == std::string::npos);
  REQUIRE(api.requests().size() == 1);
  CHECK(api.requests()[0].target() == "/v2/endpoint/my%20org");
  CHECK(endpoints(always(R"({"items":[{"name":"a","status":[1]}]})"))
            .failure({.namespace_ = "o"})
            .find("items[0].status") != std::string::npos);
}
