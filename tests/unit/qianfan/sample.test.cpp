// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <boost/json.hpp>
#include <roster/qianfan/schema.hpp>
#include <roster/wire/decode.hpp>
#include <roster/wire/encode.hpp>
#include <roster/wire/list_page.hpp>

#include <support/sample.hpp>

namespace qianfan = roster::qianfan;
namespace json = boost::json;
using roster_test::absent_members;
using roster_test::read_text;
using roster_test::replaced;

namespace {

constexpr auto camel = roster::letter_case::camel;
using qianfan_response = roster::detail::list_page<qianfan::describe_services>;

qianfan_response decoded(const std::string& text) {
  qianfan_response answer;
  const auto problem = roster::detail::decode_list_page(text, answer);
  REQUIRE_MESSAGE(!problem, problem->text());
  return answer;
}

/// The service of the vendor's sample, written by hand.
qianfan::service service_of_the_sample() {
  return {
      .service_id = "svco-mtigr**40c",
      .base_model = "BLOOMZ-7B",
      .model_set_id = "am-8qh**vex",
      .model_id = "amv-bafq**dcr",
      .name = "api_test_v2",
      .description = "",
      .url = "https://qianfan.baidubce.com/v2/chat/completions",
      .endpoint = "lq8z6*****",
      .service_type = qianfan::service_type::chat,
      .run_status = qianfan::run_status::new_,
      .scale_status = qianfan::scale_status::none,
      .update_status = qianfan::update_status::none,
      .charge_type = "",
      .pay_type = "",
      .charge_status = qianfan::charge_status::not_open,
      .resource_config =
          qianfan::resource_config{
              .type = "GPU-1-1", .qps = 1.0, .replicas_count = 0, .region = qianfan::region::bj},
      .deployment_config = qianfan::deployment_config{.type = "GPU-1-1",
                                                      .region = qianfan::region::bj,
                                                      .qps = 1.0,
                                                      .replicas_compute_unit_count = 0,
                                                      .replicas_count = 0},
      .is_model_updating = false,
      .enable_logs = false,
      .log_store_config = qianfan::log_store_config{},
      .creator = "百里**",
      .create_time = roster::utc_time{"2024-07-30T05:45:46Z"},
      .protocol_version = 2,
  };
}

}  // namespace

TEST_CASE("qianfan: the vendor's sample decodes with every member") {
  const qianfan_response answer = decoded(read_text("qianfan-sample.json"));
  REQUIRE(answer.items.size() == 1);
  const qianfan::service& service = answer.items.front();
  CHECK(service == service_of_the_sample());
  CHECK(absent_members(service).empty());
  CHECK(absent_members(*service.resource_config).empty());
  CHECK(absent_members(*service.deployment_config).empty());
  CHECK(absent_members(*service.log_store_config).size() == 3);
  CHECK(service.unknown.list.empty());
  CHECK(answer.rest.request_id == "f3ce6afd-d60a-4232-85e0-74799ff131c0");
  REQUIRE(answer.rest.result.has_value());
  CHECK(answer.rest.result->page_info ==
        qianfan::page_info{.marker = "", .max_keys = 100, .is_truncated = false});
  CHECK(answer.keys == std::vector<std::string>{"svco-mtigr**40c"});
}

TEST_CASE("qianfan: the vendor's sample survives a round trip through decoding and encoding") {
  const std::string text = read_text("qianfan-sample.json");
  qianfan::describe_services_response response;
  const auto problem = roster::decode<camel>(text, response);
  REQUIRE_MESSAGE(!problem, problem->text());
  CHECK(response.result->service_list.front() == service_of_the_sample());
  CHECK(json::parse(roster::to_json<camel>(response)) == json::parse(text));
}

TEST_CASE("qianfan: members that only the tables document survive a round trip, too") {
  const std::string text =
      R"({"requestId":"r","result":{"pageInfo":{"marker":"svco-1","maxKeys":10,"isTruncated":true,)"
      R"("nextMarker":"svco-2"},"serviceList":[{"serviceId":"svco-1","name":"n","runStatus":"Serving",)"
      R"("createTime":"2024-07-30T05:45:46Z","enableLogs":true,"logStoreConfig":{"logRegion":"bj",)"
      R"("logProject":"p","logStoreName":"s","logLevel":3}}]}})";
  qianfan::describe_services_response response;
  REQUIRE(!roster::decode<camel>(text, response));
  CHECK(response.result->page_info->next_marker == "svco-2");
  CHECK(response.result->page_info->is_truncated);
  const qianfan::service& service = response.result->service_list.front();
  CHECK(service.enable_logs);
  CHECK(service.log_store_config->log_region == "bj");
  CHECK(service.log_store_config->log_project == "p");
  CHECK(service.log_store_config->log_store_name == "s");
  CHECK(service.log_store_config->unknown.find("logLevel") == "3");
  CHECK(json::parse(roster::to_json<camel>(response)) == json::parse(text));
}

TEST_CASE("qianfan: old and minimal responses lack members") {
  const qianfan_response answer = decoded(R"({"result":{"serviceList":[{"serviceId":"svco-1"}]}})");
  CHECK(answer.items.front() == qianfan::service{.service_id = "svco-1"});
  CHECK_FALSE(answer.rest.result->page_info.has_value());
  CHECK(decoded(R"({"requestId":"r"})").items.empty());
  CHECK(decoded(R"({"requestId":"r","result":null})").items.empty());
}

TEST_CASE("qianfan: an empty string is a distinct value, neither absent nor an enumerator") {
  const qianfan_response answer = decoded(read_text("qianfan-sample.json"));
  const qianfan::service& service = answer.items.front();
  REQUIRE(service.charge_type.has_value());
  CHECK(service.charge_type->empty());
  CHECK(service.charge_type != qianfan::charge_type::computing_unit);
  REQUIRE(service.pay_type.has_value());
  CHECK(service.pay_type == "");
  CHECK(roster::to_json<camel>(service).find(R"("chargeType":"")") != std::string::npos);
}

TEST_CASE("qianfan: None is a string with an enumerator, not null") {
  const qianfan_response answer = decoded(read_text("qianfan-sample.json"));
  CHECK(answer.items.front().scale_status == qianfan::scale_status::none);
  CHECK(answer.items.front().update_status == qianfan::update_status::none);
  CHECK(answer.items.front().update_status == "None");
}

TEST_CASE("qianfan: two payment types in one string stay one string") {
  const std::string text =
      replaced(read_text("qianfan-sample.json"), "\"payType\": \"\"", "\"payType\": \"Prepay,Postpay\"");
  const qianfan_response answer = decoded(text);
  const qianfan::service& service = answer.items.front();
  CHECK(service.pay_type == "Prepay,Postpay");
  CHECK_FALSE(service.pay_type->known().has_value());
  CHECK(service.pay_type != qianfan::pay_type::prepay);
  CHECK(roster::to_json<camel>(service).find(R"("payType":"Prepay,Postpay")") != std::string::npos);
}

TEST_CASE("qianfan: an undocumented resource type is kept") {
  const qianfan_response answer = decoded(read_text("qianfan-sample.json"));
  CHECK(answer.items.front().resource_config->type == "GPU-1-1");
  CHECK_FALSE(answer.items.front().resource_config->type->known().has_value());
  CHECK(roster::open_enum<qianfan::resource_type>("GPU-I-2") == qianfan::resource_type::gpu_i_2);
}

TEST_CASE("qianfan: queries per second are written as 1, as 1.0 and as 0.5") {
  for (const auto& [written, value] : {std::pair{"1", 1.0}, {"1.0", 1.0}, {"0.5", 0.5}, {"0.01", 0.01}}) {
    CAPTURE(written);
    const std::string text =
        replaced(read_text("qianfan-sample.json"), "\"qps\": 1", std::string("\"qps\": ") + written);
    const qianfan_response answer = decoded(text);
    CHECK(answer.items.front().resource_config->qps == value);
    CHECK(answer.items.front().deployment_config->qps == value);
    qianfan::service again;
    REQUIRE(!roster::decode<camel>(roster::to_json<camel>(answer.items.front()), again));
    CHECK(again == answer.items.front());
  }
}

TEST_CASE("qianfan: a row of the user's own struct replaces the service") {
  struct config {
    std::optional<double> qps{};
  };
  struct row {
    std::string name{};
    std::string run_status{};
    std::optional<config> resource_config{};
  };
  roster::detail::list_page<qianfan::describe_services, row> answer;
  const auto problem = roster::detail::decode_list_page(read_text("qianfan-sample.json"), answer);
  REQUIRE_MESSAGE(!problem, problem->text());
  REQUIRE(answer.items.size() == 1);
  CHECK(answer.items.front().name == "api_test_v2");
  CHECK(answer.items.front().run_status == "New");
  CHECK(answer.items.front().resource_config->qps == 1.0);
  CHECK(answer.keys == std::vector<std::string>{"svco-mtigr**40c"});
}

TEST_CASE("qianfan: a request becomes the documented body, without members that are not set") {
  CHECK(roster::to_json<camel>(qianfan::describe_services_request{}, {.keep_empty = false}) == "{}");
  CHECK(roster::to_json<camel>(
            qianfan::describe_services_request{.max_keys = 10,
                                               .page_reverse = false,
                                               .service_type = {qianfan::service_type::chat},
                                               .run_status = {qianfan::run_status::new_, "Paused"},
                                               .protocol_version = 2},
            {.keep_empty = false}) ==
        R"({"maxKeys":10,"pageReverse":false,"serviceType":["chat"],"runStatus":["New","Paused"],)"
        R"("protocolVersion":2})");
}
