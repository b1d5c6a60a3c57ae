// SPDX-License-Identifier: BSL-1.0
// The schema of Amazon SageMaker, against a service written by hand.
#include <doctest/doctest.h>

#include <chrono>
#include <cstddef>
#include <roster/catalog/sagemaker.hpp>
#include <roster/schema/field.hpp>
#include <roster/wire/decode.hpp>
#include <roster/wire/encode.hpp>
#include <string>
#include <support/listed_api.hpp>

namespace {

namespace sagemaker = roster::sagemaker;
using endpoints = fake::api<sagemaker::list_endpoints>;
using components = fake::api<sagemaker::list_inference_components>;

std::string endpoint(std::size_t i) {
  const auto n = std::to_string(i);
  return R"({"EndpointName":"llm-)" + n +
         R"(","EndpointArn":"arn:aws:sagemaker:us-east-1:123456789012:endpoint/llm-)" + n +
         R"(","CreationTime":1767225600.123,"LastModifiedTime":1767225601,"EndpointStatus":")" +
         (i % 2 == 0 ? "InService" : "Creating") + R"("})";
}

// A service with this many endpoints. It filters after dividing the list into pages of at most 4, so that pages are
// short or empty, and rejects a token whose other parameters differ.
fake::transport::script region(std::size_t count) {
  return [count, first = boost::json::object{}](const roster::http::request& request, std::size_t) mutable {
    auto sent = fake::body_of(request);
    std::size_t from = 0;
    const auto size = sent.contains("MaxResults") ? sent["MaxResults"].to_number<std::size_t>() : 10;
    sent.erase("MaxResults");
    if (sent.contains("NextToken")) {
      const std::string token(sent["NextToken"].as_string());
      sent.erase("NextToken");
      if (!token.starts_with("AAMA+/\"=") || sent != first)
        return fake::json(400, R"({"__type":"InvalidToken","message":"Input inconsistent with page token"})");
      from = std::stoul(token.substr(8));
    }
    first = sent;
    const auto to = (std::min)(count, from + (std::min<std::size_t>)(size, 4));
    std::string list;
    for (auto i = from; i < to; ++i) {
      const bool wanted =
          !sent.contains("StatusEquals") || sent["StatusEquals"] == (i % 2 == 0 ? "InService" : "Creating");
      const bool named = !sent.contains("NameContains") || i >= 9;
      if (wanted && named) list += (list.empty() ? "" : ",") + endpoint(i);
    }
    return fake::json(200, R"({"Endpoints":[)" + list + "]" +
                               (to < count ? R"(,"NextToken":"AAMA+/\"=)" + std::to_string(to) + "\"" : "") +
                               "}");
  };
}

}  // namespace

TEST_CASE("catalog sagemaker: all pages, with unchanged parameters and the token as it was received") {
  endpoints api(region(11));
  const roster::epoch_seconds after(std::chrono::sys_seconds(std::chrono::seconds(1'767'225'600)));
  const auto all = api.all({.sort_by = sagemaker::sort_key::name, .creation_time_after = after});
  REQUIRE(all.size() == 11);
  CHECK(all[10].endpoint_name == "llm-10");
  CHECK(all[0].endpoint_status == sagemaker::endpoint_status::in_service);
  CHECK(all[0].creation_time.text() == "1767225600.123");
  REQUIRE(api.requests().size() == 3);
  const auto& first = api.requests()[0];
  CHECK(first.method == "POST");
  CHECK(first.target() == "/");
  CHECK(first.headers.get("x-amz-target") == "SageMaker.ListEndpoints");
  CHECK(first.headers.get("content-type") == "application/x-amz-json-1.1");
  CHECK(first.body == R"({"SortBy":"Name","MaxResults":100,"CreationTimeAfter":1767225600})");
}

TEST_CASE("catalog sagemaker: empty pages with a token do not end the list") {
  endpoints api(region(11));
  const auto found = api.all({.name_contains = "llm"});
  REQUIRE(found.size() == 2);
  CHECK(found[0].endpoint_name == "llm-9");
  CHECK(api.requests().size() == 3);
}

TEST_CASE("catalog sagemaker: take(1) is one request, for one endpoint") {
  endpoints api(region(11));
  CHECK(api.first(1).size() == 1);
  REQUIRE(api.requests().size() == 1);
  CHECK(api.requests()[0].body == R"({"MaxResults":1})");
}

TEST_CASE("catalog sagemaker: a condition on the status is the service's filter") {
  using roster::field;
  endpoints api(region(11));
  const auto found =
      api.where(field<&sagemaker::endpoint::endpoint_status> == sagemaker::endpoint_status::creating);
  CHECK(found.size() == 5);
  for (const auto& request : api.requests()) CHECK(fake::body_of(request)["StatusEquals"] == "Creating");
}

TEST_CASE("catalog sagemaker: the inference components of an endpoint") {
  components api([](const roster::http::request& request, std::size_t) {
    CHECK(request.headers.get("x-amz-target") == "SageMaker.ListInferenceComponents");
    const auto sent = fake::body_of(request);
    const bool more = !sent.contains("NextToken");
    const std::string n = more ? "1" : "2";
    return fake::json(200, R"({"InferenceComponents":[{"CreationTime":1.7672256E9,"EndpointArn":"arn:e",
      "EndpointName":"llm","InferenceComponentArn":"arn:)" +
                               n + R"(","InferenceComponentName":"a",
      "InferenceComponentStatus":"InService","LastModifiedTime":1767225600,"VariantName":"AllTraffic"}],"NextToken":)" +
                               (more ? R"("t"})" : "null}"));
  });
  using roster::field;
  const auto found = api.where(field<&sagemaker::inference_component::endpoint_name> == "llm" &&
                               field<&sagemaker::inference_component::variant_name> == "AllTraffic");
  REQUIRE(found.size() == 2);
  CHECK(found[1].inference_component_arn == "arn:2");
  CHECK(found[1].inference_component_status == sagemaker::component_status::in_service);
  CHECK(found[1].creation_time.seconds()->time_since_epoch().count() == 1'767'225'600);
  REQUIRE(api.requests().size() == 2);
  CHECK(api.requests()[1].body ==
        R"({"NextToken":"t","MaxResults":100,"EndpointNameEquals":"llm","VariantNameEquals":"AllTraffic"})");
}

TEST_CASE("catalog sagemaker: an undocumented status and undocumented members survive a round trip") {
  const std::string text = R"({"EndpointName":"a","EndpointArn":"b","CreationTime":1.5,"LastModifiedTime":2,)"
                           R"("EndpointStatus":"Hibernating","Tier":{"a":[1]}})";
  sagemaker::endpoint one;
  REQUIRE_FALSE(roster::decode<roster::pascal_case>(text, one));
  CHECK_FALSE(one.endpoint_status.known());
  CHECK(roster::to_json<roster::pascal_case>(one) == text);
}

TEST_CASE("catalog sagemaker: a wrong type, and a missing list, are failures with their path") {
  const auto failure = [](std::string body) {
    endpoints api([&](const roster::http::request&, std::size_t) { return fake::json(200, body); });
    return api.failure();
  };
  CHECK(failure(R"({"Endpoints":[{"EndpointArn":"b","EndpointName":["a"]}]})")
            .find("Endpoints[0].EndpointName") != std::string::npos);
  CHECK(failure(R"({"NextToken":null})").find("Endpoints") != std::string::npos);
}
