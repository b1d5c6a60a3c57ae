// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <roster/emulator/data/detail/load_data.hpp>
#include <roster/failure.hpp>

using namespace roster;

namespace {

std::string why(std::string_view json) {
  try {
    emulator::detail::load_data(json);
  } catch (const failure& f) {
    CHECK(f.condition() == errc::invalid_argument);
    return f.what();
  }
  return "";
}

bool says(const std::string& text, std::string_view part) { return text.find(part) != text.npos; }

}  // namespace

TEST_CASE("load_data: reads the services of both vendors with their attributes") {
  const auto data = emulator::detail::load_data(R"({
    "eas": {"services": [
      {"ServiceId": "eas-m-1", "ServiceName": "echo", "Status": "Running", "GPUMemory": 20, "ServiceUid": "eas-m-1\n",
       "Labels": [{"LabelKey": "k", "LabelValue": "v"}], "NewThing": {"a": 1},
       "attributes": {"ServiceType": "LLM", "ResourceType": "Lingjun", "Accessibility": "PUBLIC",
                      "ParentServiceUid": "eas-m-0"}},
      {"ServiceId": "eas-m-2"}]},
    "qianfan": {"services": [{"serviceId": "svco-1", "name": "客服", "payType": "Prepay,Postpay", "protocolVersion": 2}]}
  })");
  REQUIRE(data.eas_services.size() == 2);
  const auto& first = data.eas_services[0];
  CHECK(first.service_name == "echo");
  CHECK(first.status == eas::service_status::running);
  CHECK(first.gpu_memory == 20);
  CHECK(first.service_uid == "eas-m-1\n");
  CHECK(first.labels.size() == 1);
  CHECK(first.unknown.list == std::vector<unknown_fields::field>{{"NewThing", R"({"a": 1})"}});
  CHECK(data.eas_attributes.size() == 1);
  CHECK(data.eas_attributes.at("eas-m-1") ==
        emulator::detail::eas_attributes{.service_type = eas::service_type::llm,
                                         .resource_type = eas::resource_type::lingjun,
                                         .accessibility = "PUBLIC",
                                         .parent_service_uid = "eas-m-0"});
  REQUIRE(data.qianfan_services.size() == 1);
  CHECK(data.qianfan_services[0].pay_type == "Prepay,Postpay");
  CHECK(data.qianfan_services[0].protocol_version == 2);
}

TEST_CASE("load_data: either vendor may be omitted") {
  CHECK(emulator::detail::load_data("{}") == roster::emulator::data{});
  CHECK(emulator::detail::load_data(R"({"eas":{"services":[]}})") == roster::emulator::data{});
  CHECK(emulator::detail::load_data(R"({"qianfan":{"services":[{"serviceId":"a"}]}})")
            .qianfan_services.size() == 1);
}

TEST_CASE("load_data: reports what is wrong and where") {
  CHECK(says(why("{"), "invalid emulator data: "));
  CHECK(says(why("[]"), "expected an object"));
  CHECK(says(why(R"({"aliyun":{}})"), R"(unknown member "aliyun"; expected eas or qianfan)"));
  CHECK(says(why(R"({"eas":{"Services":[]}})"),
             R"(eas: unknown member "Services"; expected services; did you mean "services"?)"));
  CHECK(says(why(R"({"eas":{"services":[{"ServiceId":"a"},{"ServiceId":[]}]}})"),
             "eas: services[1].ServiceId"));
  CHECK(says(why(R"({"qianfan":{"services":[{"serviceId":"a","enableLogs":"no"}]}})"),
             "qianfan: services[0].enableLogs"));
  CHECK(says(why(R"({"eas":{"services":[{"ServiceName":"a"}]}})"), "eas.services[0] is missing its id"));
  CHECK(says(why(R"({"qianfan":{"services":[{"serviceId":"a"},{"serviceId":"a"}]}})"),
             R"(qianfan.services[1] has the duplicate id "a")"));
  CHECK(says(
      why(R"({"eas":{"services":[{"ServiceId":"a","attributes":{"ServiceTyp":"LLM"}}]}})"),
      R"(eas.services[0].attributes: unknown member "ServiceTyp"; expected ServiceType, ResourceType, )"));
  CHECK(says(why(R"({"eas":{"services":[{"ServiceId":"a","attributes":{"Accessibility":[]}}]}})"),
             "eas.services[0].attributes: Accessibility"));
}

TEST_CASE("load_data: rejects services that are no list") {
  CHECK(why(R"({"eas": {"services" : {}}})") ==
        "invalid emulator data: eas.services: expected a list, found an object");
  CHECK(why(R"({"qianfan":{"services": "a"}})").ends_with(": expected a list, found a string"));
  CHECK(why(R"({"qianfan":{"services":null}})").ends_with("qianfan.services: expected a list, found null"));
  CHECK(why(R"({"eas":null})").ends_with("eas: expected an object, found null"));
  CHECK(why(R"({"eas":[]})").ends_with("eas: expected an object, found a list"));
  CHECK(why(R"({"eas":7})").ends_with("eas: expected an object, found a number"));
  CHECK(why(R"({"eas":true})").ends_with("eas: expected an object, found a boolean"));
  CHECK(says(why(R"({"eas":{"services":[{"ServiceId":"a","attributes":null}]}})"),
             "attributes: expected an object, found null"));
}
