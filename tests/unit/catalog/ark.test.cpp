// SPDX-License-Identifier: BSL-1.0
// The schema of Volcengine Ark, against a service written by hand.
#include <doctest/doctest.h>

#include <cstddef>
#include <roster/catalog/ark.hpp>
#include <roster/schema/field.hpp>
#include <roster/wire/decode.hpp>
#include <roster/wire/encode.hpp>
#include <string>
#include <support/listed_api.hpp>

namespace {

namespace ark = roster::ark;
using api_type = fake::api<ark::list_endpoints>;

std::string endpoint(std::size_t i) {
  return R"({"Id":"ep-)" + std::to_string(i) + R"(","Name":"n","Status":"Running"})";
}

// A region with this many endpoints, on pages of at most 100; the total is absent if it is not known.
fake::transport::script region(std::size_t count, bool total = true) {
  return [=](const roster::http::request& request, std::size_t) {
    const auto sent = fake::body_of(request);
    const auto number = sent.at("PageNumber").to_number<std::size_t>();
    const auto size = (std::min<std::size_t>)(100, sent.at("PageSize").to_number<std::size_t>());
    const auto from = (std::min)(count, (number - 1) * size);
    const auto to = (std::min)(count, from + size);
    return fake::json(
        200, R"({"ResponseMetadata":{"RequestId":"2024051421","Action":"ListEndpoints","Version":"2024-01-01",
          "Service":"ark","Region":"cn-beijing"},"Result":{)" +
                 (total ? R"("TotalCount":)" + std::to_string(count) + "," : "") + R"("PageNumber":)" +
                 std::to_string(number) + R"(,"PageSize":)" + std::to_string(size) + R"(,"Items":)" +
                 (from < to ? "[" + fake::joined(from, to, endpoint) + "]" : "null") + "}}");
  };
}

constexpr auto documented = R"({"Id":"ep-1","Name":"n","Description":"d","Status":"Running","StatusReason":"",
"ModelReference":{"FoundationModel":{"Name":"doubao-pro-32k","ModelVersion":"240515"}},
"EndpointModelType":"ServiceModel","ModelUnitId":"","RateLimit":{"Rpm":60,"Tpm":100000},"ProjectName":"default",
"Tags":[{"Key":"team","Value":"search"}],"SupportRolling":true,"RollingId":"r-1","SupportScaleTier":false,
"CreateTime":"2024-05-14T13:01:04Z","UpdateTime":"2024-05-14T13:02:04Z","Certificate":{"a":[1]}})";

}  // namespace

TEST_CASE("catalog ark: all pages by number") {
  api_type api(region(250));
  const auto all =
      api.all({.filter = ark::endpoint_filter{.name = "llm",
                                              .foundation_model_name = "doubao",
                                              .endpoint_model_types = {ark::model_type::custom_model}},
               .tag_filters = {{.key = "team", .values = {"search"}}},
               .project_name = "default",
               .sort_by = ark::sort_key::create_time,
               .sort_order = ark::sort_order::asc});
  REQUIRE(all.size() == 250);
  CHECK(all[249].id == "ep-249");
  REQUIRE(api.requests().size() == 3);
  CHECK(api.requests()[0].method == "POST");
  CHECK(api.requests()[0].target() == "/?Action=ListEndpoints&Version=2024-01-01");
  CHECK(api.requests()[0].headers.get("content-type") == "application/json");
  CHECK(api.requests()[2].body ==
        R"({"Filter":{"Name":"llm","FoundationModelName":"doubao","EndpointModelTypes":["CustomModel"]},)"
        R"("TagFilters":[{"Key":"team","Values":["search"]}],"ProjectName":"default","SortBy":"CreateTime",)"
        R"("SortOrder":"Asc","PageNumber":3,"PageSize":100})");
}

TEST_CASE("catalog ark: take(1) is one request") {
  api_type api(region(250));
  CHECK(api.first(1).size() == 1);
  REQUIRE(api.requests().size() == 1);
  CHECK(fake::body_of(api.requests()[0]).at("PageNumber") == 1);
}

TEST_CASE("catalog ark: a larger size than the service allows, an absent total, and no endpoints") {
  api_type clamped(region(250));
  CHECK(clamped.all({.page_size = 150}).size() == 250);
  api_type unknown_total(region(250, false));
  CHECK(unknown_total.all().size() == 250);
  CHECK(unknown_total.requests().size() == 4);
  api_type none(region(0));
  CHECK(none.all().empty());
  CHECK(none.requests().size() == 1);
}

TEST_CASE("catalog ark: conditions on the id and the status are the service's filters") {
  using roster::field;
  api_type api(region(2));
  const auto status = field<&ark::endpoint::status> == "Running";
  const auto one_of = field<&ark::endpoint::id> == "ep-0" || field<&ark::endpoint::id> == "ep-1";
  CHECK(api.where(status && one_of).size() == 2);
  REQUIRE(api.requests().size() == 1);
  CHECK(api.requests()[0].body ==
        R"({"Filter":{"Ids":["ep-0","ep-1"],"Statuses":["Running"]},"PageNumber":1,"PageSize":100})");
}

TEST_CASE("catalog ark: an endpoint as documented; undocumented values and members survive a round trip") {
  ark::endpoint one;
  REQUIRE_FALSE(roster::decode<roster::pascal_case>(documented, one));
  CHECK(one.model_reference->foundation_model->model_version == "240515");
  CHECK(one.rate_limit->tpm == 100'000);
  CHECK(one.tags.at(0).value == "search");
  CHECK(one.support_rolling == true);
  CHECK_FALSE(one.endpoint_model_type->known());
  ark::endpoint again;
  const auto text = roster::to_json<roster::pascal_case>(one);
  REQUIRE_FALSE(roster::decode<roster::pascal_case>(text, again));
  CHECK(again == one);
  CHECK(text.find(R"("EndpointModelType":"ServiceModel")") != text.npos);
  CHECK(text.find(R"("Certificate":{"a":[1]})") != text.npos);
}

TEST_CASE("catalog ark: a wrong type is a failure with its path, and an error has the service's code") {
  const auto failure = [](unsigned status, std::string body) {
    api_type api([&](const roster::http::request&, std::size_t) { return fake::json(status, body); });
    return api.failure();
  };
  CHECK(failure(200, R"({"Result":{"TotalCount":1,"Items":[{"Id":"a","RateLimit":{"Rpm":"many"}}]}})")
            .find("Result.Items[0].RateLimit.Rpm") != std::string::npos);
  constexpr auto denied = R"({"ResponseMetadata":{"RequestId":"20240514","Action":"ListEndpoints","Error":
    {"Code":"AccessDenied","Message":"User is not authorized to perform: ark:ListEndpoints"}}})";
  for (const unsigned status : {200U, 403U}) {
    const auto text = failure(status, denied);
    INFO(text);
    CHECK(text.find("AccessDenied") != std::string::npos);
    CHECK(text.find("20240514") != std::string::npos);
  }
}
