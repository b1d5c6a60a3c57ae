// SPDX-License-Identifier: BSL-1.0
// The schema of Amazon Bedrock, against a service written by hand.
#include <doctest/doctest.h>

#include <cstddef>
#include <roster/catalog/bedrock.hpp>
#include <roster/schema/field.hpp>
#include <roster/wire/decode.hpp>
#include <roster/wire/encode.hpp>
#include <string>
#include <support/listed_api.hpp>

namespace {

namespace bedrock = roster::bedrock;
using api_type = fake::api<bedrock::list_provisioned_model_throughputs>;

std::string model(std::size_t i) {
  const auto n = std::to_string(i);
  return R"({"provisionedModelName":"p)" + n + R"(","provisionedModelArn":"arn:p)" + n +
         R"(","modelArn":"arn:m","desiredModelArn":"arn:m","foundationModelArn":"arn:f","modelUnits":1,
           "desiredModelUnits":2,"status":"InService","commitmentDuration":"OneMonth",
           "commitmentExpirationTime":"2026-09-01T00:00:00Z","creationTime":"2026-08-01T00:00:00.5Z",
           "lastModifiedTime":"2026-08-01T00:00:00Z"})";
}

// A service with this many throughputs, on pages of at most 3.
fake::transport::script region(std::size_t count) {
  return [count](const roster::http::request& request, std::size_t) {
    auto sent = fake::parameters(request.query);
    const auto token = sent["nextToken"];
    const std::size_t from = token.empty() ? 0 : std::stoul(token.substr(token.find('=') + 1));
    const auto to = (std::min)(count, from + (std::min<std::size_t>)(3, std::stoul(sent["maxResults"])));
    return fake::json(200, R"({"provisionedModelSummaries":[)" + fake::joined(from, to, model) + "]" +
                               (to < count ? R"(,"nextToken":"a+/ =)" + std::to_string(to) + "\"" : "") +
                               "}");
  };
}

}  // namespace

TEST_CASE("catalog bedrock: all pages, with unchanged parameters and the token as it was received") {
  api_type api(region(7));
  const auto all = api.all({.creation_time_after = roster::utc_time("2026-01-01T00:00:00Z"),
                            .sort_by = bedrock::sort_key::creation_time,
                            .sort_order = bedrock::sort_order::ascending});
  REQUIRE(all.size() == 7);
  CHECK(all[6].provisioned_model_arn == "arn:p6");
  CHECK(all[6].commitment_duration == bedrock::commitment::one_month);
  CHECK(all[6].desired_model_units == 2);
  REQUIRE(api.requests().size() == 3);
  const auto& first = api.requests()[0];
  CHECK(first.method == "GET");
  CHECK(first.path == "/provisioned-model-throughputs");
  CHECK(first.query ==
        "creationTimeAfter=2026-01-01T00%3A00%3A00Z&maxResults=1000&sortBy=CreationTime&sortOrder=Ascending");
  const auto second = fake::parameters(api.requests()[1].query);
  CHECK(second.at("nextToken") == "a+/ =3");
  CHECK(fake::without(second, "nextToken") == fake::parameters(first.query));
}

TEST_CASE("catalog bedrock: take(1) is one request, for one throughput") {
  api_type api(region(7));
  CHECK(api.first(1).size() == 1);
  REQUIRE(api.requests().size() == 1);
  CHECK(api.requests()[0].query == "maxResults=1");
}

TEST_CASE("catalog bedrock: no throughputs, and conditions that the service evaluates") {
  using roster::field;
  api_type api([](const roster::http::request&, std::size_t) { return fake::json(200, "{}"); });
  CHECK(api.where(field<&bedrock::provisioned_model::status> == bedrock::throughput_status::failed &&
                  field<&bedrock::provisioned_model::model_arn> == "arn:m")
            .empty());
  REQUIRE(api.requests().size() == 1);
  CHECK(api.requests()[0].query == "maxResults=1000&modelArnEquals=arn%3Am&statusEquals=Failed");
}

TEST_CASE("catalog bedrock: undocumented values and members survive a round trip") {
  const std::string text =
      R"({"provisionedModelName":"a","provisionedModelArn":"b","modelArn":"c","status":"Paused",)"
      R"("commitmentDuration":"ThreeYears","creationTime":"soon","tier":{"x":1}})";
  bedrock::provisioned_model one;
  REQUIRE_FALSE(roster::decode<roster::camel_case>(text, one));
  CHECK_FALSE(one.status.known());
  CHECK(roster::to_json<roster::camel_case>(one) == text);
}

TEST_CASE("catalog bedrock: a wrong type is a failure with its path, and an error has the service's code") {
  api_type wrong([](const roster::http::request&, std::size_t) {
    return fake::json(200,
                      R"({"provisionedModelSummaries":[{"provisionedModelArn":"a","modelUnits":"many"}]})");
  });
  CHECK(wrong.failure().find("provisionedModelSummaries[0].modelUnits") != std::string::npos);
  api_type denied([](const roster::http::request&, std::size_t) {
    return fake::json(403, R"({"message":"User is not authorized"})",
                      {{"x-amzn-errortype", "AccessDeniedException"}});
  });
  const auto failure = denied.failure();
  CHECK(failure.find("AccessDeniedException") != std::string::npos);
  CHECK(failure.find("bedrock:ListProvisionedModelThroughputs") != std::string::npos);
}
