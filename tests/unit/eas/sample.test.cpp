// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <boost/json.hpp>
#include <roster/eas/schema.hpp>
#include <roster/wire/decode.hpp>
#include <roster/wire/encode.hpp>
#include <roster/wire/list_page.hpp>
#include <roster/wire/query.hpp>

#include <support/sample.hpp>

namespace eas = roster::eas;
namespace json = boost::json;
using roster_test::absent_members;
using roster_test::read_text;
using roster_test::replaced;

namespace {

constexpr auto pascal = roster::letter_case::upper_camel;
using eas_response = roster::detail::list_page<eas::list_services>;

eas_response decoded(const std::string& text) {
  eas_response answer;
  const auto problem = roster::detail::decode_list_page(text, answer);
  REQUIRE_MESSAGE(!problem, problem->text());
  return answer;
}

/// The service of the vendor's sample, written by hand.
eas::service service_of_the_sample() {
  using roster::json_text;
  using roster::secret;
  using roster::utc_time;
  return {
      .service_id = "eas-m-xxasdat",
      .service_name = "echo",
      .status = eas::service_status::running,
      .region = "cn-shanghai",
      .create_time = utc_time{"2021-01-29T11:13:20Z"},
      .update_time = utc_time{"2021-01-29T11:13:20Z"},
      .service_uid = "eas-m-xxasdat\n",
      .service_group = "my_group",
      .namespace_ = "echo",
      .workspace_id = "123445",
      .role = eas::role::queue,
      .role_attrs = json_text{R"({"ApproxMaxLength":null,"Length":null,"MaxPayloadBytes":null})"},
      .traffic_state = eas::traffic_state::standalone,
      .labels = {{.label_key = "key1", .label_value = "value1"}},
      .message = "Service start successfully",
      .reason = "RUNNING",
      .total_instance = 1,
      .running_instance = 1,
      .pending_instance = 0,
      .instance_count_in_resource =
          eas::instance_count_in_resource{.dedicated = 10, .public_ = 10, .quota = 10},
      .cpu = 1,
      .memory = 1024,
      .gpu = 0,
      .gpu_core_percentage = 50,
      .gpu_memory = 20,
      .resource_burstable = true,
      .autoscaler_enabled = true,
      .cronscaler_enabled = true,
      .resource = "eas-r-xxxxxxx",
      .resource_alias = "my_resource",
      .quota_id = "quotaxxxxx",
      .gateway = "gw-xxxxxx",
      .image = "registry.cn-shanghai.aliyuncs.com/eas/echo_cn-shanghai:v0.0.1-20210129111320",
      .current_version = 1,
      .latest_version = 1,
      .weight = 100,
      .app_type = "LLM",
      .app_spec_name = "llama_7b_fp16",
      .app_version = "v1",
      .app_config = json_text{R"({"ModelStorage":"oss"})"},
      .service_config =
          json_text{
              R"({"metadata":{"cpu":1,"instance":1,"memory":1024},"name":"echo","processor_entry":"libecho.so",)"
              R"("processor_path":"http://oss-cn-hangzhou-zmf.aliyuncs.com/059247/echo_processor_release.tar.gz",)"
              R"("processor_type":"cpp"})"},
      .extra_data = json_text{R"({"blue_green_services":["test","testxxxx"]})"},
      .source = "dsw",
      .internet_endpoint = "http://10123*****.cn-shanghai.aliyuncs.com/api/predict/echo",
      .intranet_endpoint = "http://10123*****.vpc.cn-shanghai.aliyuncs.com/api/predict/echo",
      .secondary_internet_endpoint =
          "http://10123*****.cn-shanghai.aliyuncs.com/api/predict/async_path.echo\n",
      .secondary_intranet_endpoint =
          "http://10123*****.vpc.cn-shanghai.aliyuncs.com/api/predict/async_path.echo\n",
      .access_token = secret{"MzJiMDI5MDliODc0MTlkYmI0ZDhlYmExYjczYTIyZTE3Zm********"},
      .caller_uid = "20123*******",
      .parent_uid = "11234*******",
      .safety_lock = "dangerous",
      .request_id = "40325405-579C-4D82********",
  };
}

}  // namespace

TEST_CASE("eas: the vendor's sample decodes with every member") {
  const eas_response answer = decoded(read_text("eas-sample.json"));
  REQUIRE(answer.items.size() == 1);
  const eas::service& service = answer.items.front();
  CHECK(service == service_of_the_sample());
  CHECK(absent_members(service) == std::vector<std::string>{"workload_type"});
  CHECK(service.unknown.list.empty());
  CHECK(answer.rest.request_id == "40325405-579C-4D82****");
  CHECK(answer.rest.page_number == 1);
  CHECK(answer.rest.page_size == 100);
  CHECK(answer.rest.total_count == 2);
  CHECK(answer.keys == std::vector<std::string>{"eas-m-xxasdat"});
}

TEST_CASE("eas: the vendor's sample has a total of two services and contains one") {
  const eas_response answer = decoded(read_text("eas-sample.json"));
  CHECK(answer.rest.total_count == 2);
  CHECK(answer.items.size() == 1);
}

TEST_CASE("eas: the vendor's sample survives a round trip through decoding and encoding") {
  const std::string text = read_text("eas-sample.json");
  eas::list_services_response response;
  const auto problem = roster::decode<pascal>(text, response);
  REQUIRE_MESSAGE(!problem, problem->text());
  CHECK(response.services.front() == service_of_the_sample());
  CHECK(json::parse(roster::to_json<pascal>(response, {.reveal_secrets = true, .keep_empty = false})) ==
        json::parse(text));
}

TEST_CASE("eas: unknown members survive a round trip, in nested objects as well") {
  const std::string text =
      R"({"Services":[{"ServiceId":"a","ServiceName":"n","Status":"Running","Region":"r",)"
      R"("CreateTime":"2021-01-29T11:13:20Z","Labels":[{"LabelKey":"k","Colour":[1,2.50]}],)"
      R"("InstanceCountInResource":{"Public":3,"Spot":{"x":null}},"Novelty":1e3}]})";
  eas::list_services_response response;
  REQUIRE(!roster::decode<pascal>(text, response));
  const eas::service& service = response.services.front();
  CHECK(service.unknown.find("Novelty") == "1e3");
  CHECK(service.labels.front().unknown.find("Colour") == "[1,2.50]");
  CHECK(service.instance_count_in_resource->unknown.find("Spot") == R"({"x":null})");
  CHECK(roster::to_json<pascal>(response, {.reveal_secrets = true, .keep_empty = false})
            .find(R"("Novelty":1e3)") != std::string::npos);
  CHECK(json::parse(roster::to_json<pascal>(response, {.reveal_secrets = true, .keep_empty = false})) ==
        json::parse(text));
}

TEST_CASE("eas: absent and null are the same, and required members are then empty") {
  for (const std::string text :
       {R"({"Services":[{"ServiceId":"a"}]})",
        R"({"RequestId":null,"Services":[{"ServiceId":"a","ServiceName":null,"Status":null,"Region":null,)"
        R"("CreateTime":null,"Gpu":null,"ResourceBurstable":null,"Labels":null,"AccessToken":null}]})"}) {
    const eas_response answer = decoded(text);
    CHECK(answer.items.front() == eas::service{.service_id = "a"});
    CHECK(answer.rest == eas::list_services_response{});
  }
}

TEST_CASE("eas: a newline at the end of ServiceUid is kept") {
  const eas_response answer = decoded(read_text("eas-sample.json"));
  CHECK(answer.items.front().service_uid == "eas-m-xxasdat\n");
  CHECK(roster::to_json<pascal>(answer.items.front()).find(R"("ServiceUid":"eas-m-xxasdat\n")") !=
        std::string::npos);
}

TEST_CASE("eas: undocumented values are kept unchanged, in responses and requests") {
  const std::string text =
      replaced(read_text("eas-sample.json"), "\"Role\": \"Queue\"", "\"Role\": \"LLMSscheduler\"");
  const eas_response answer = decoded(replaced(text, "\"Running\"", "\"Half Running\""));
  const eas::service& service = answer.items.front();
  CHECK_FALSE(service.role->known().has_value());
  CHECK(service.role == "LLMSscheduler");
  CHECK(service.status == "Half Running");
  const auto query =
      roster::detail::to_query<pascal>(eas::list_services_request{.service_type = "Offline Task"});
  CHECK(query == std::vector<std::pair<std::string, std::string>>{{"ServiceType", "Offline Task"}});
}

TEST_CASE("eas: an empty string as an enum value is empty, not absent and not the first enumerator") {
  const eas_response answer = decoded(
      replaced(read_text("eas-sample.json"), "\"TrafficState\": \"standalone\"", "\"TrafficState\": \"\""));
  const eas::service& service = answer.items.front();
  REQUIRE(service.traffic_state.has_value());
  CHECK(service.traffic_state->empty());
  CHECK(service.traffic_state != eas::traffic_state::standalone);
}

TEST_CASE("eas: the error of a malformed response does not contain its token") {
  const std::string text =
      replaced(read_text("eas-sample.json"), "\"AccessToken\": \"MzJi", "\"AccessToken\": [\"MzJi");
  eas_response answer;
  const auto problem = roster::detail::decode_list_page(text, answer);
  REQUIRE(problem);
  CHECK(problem->text().find("Services[0].AccessToken") != std::string::npos);
  CHECK(problem->text().find("MzJi") == std::string::npos);
}

TEST_CASE("eas: a row of the user's own struct replaces the service") {
  struct count {
    std::optional<std::int64_t> public_{};
  };
  struct row {
    std::string service_name{};
    std::string status{};
    std::optional<std::int64_t> gpu_memory{};
    std::vector<eas::label> labels{};
    std::optional<count> instance_count_in_resource{};
  };
  roster::detail::list_page<eas::list_services, row> answer;
  const auto problem = roster::detail::decode_list_page(read_text("eas-sample.json"), answer);
  REQUIRE_MESSAGE(!problem, problem->text());
  REQUIRE(answer.items.size() == 1);
  const row& first = answer.items.front();
  CHECK(first.service_name == "echo");
  CHECK(first.status == "Running");
  CHECK(first.gpu_memory == 20);
  CHECK(first.labels.front().label_value == "value1");
  CHECK(first.instance_count_in_resource->public_ == 10);
  CHECK(answer.keys == std::vector<std::string>{"eas-m-xxasdat"});
  CHECK(answer.rest.total_count == 2);
}

TEST_CASE("eas: a request becomes the documented query, without members that are not set") {
  using pairs = std::vector<std::pair<std::string, std::string>>;
  CHECK(roster::detail::to_query<pascal>(eas::list_services_request{}).empty());
  CHECK(roster::detail::to_query<pascal>(eas::list_services_request{
            .order = eas::order::asc,
            .page_size = 50,
            .label = {{"key1", "value1"}, {"key2", std::nullopt}},
            .include_no_workspace = false,
            .resource_burstable = true}) == pairs{{"Order", "asc"},
                                                  {"PageSize", "50"},
                                                  {"Label", R"({"key1":"value1","key2":null})"},
                                                  {"IncludeNoWorkspace", "false"},
                                                  {"ResourceBurstable", "true"}});
}
