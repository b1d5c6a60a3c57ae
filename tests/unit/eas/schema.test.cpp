// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <roster/eas/schema.hpp>
#include <roster/eas/schema/describe_service.hpp>
#include <roster/schema/detail/check_call.hpp>
#include <roster/schema/operation.hpp>

#include <support/documented.hpp>

namespace eas = roster::eas;
using eas::list_services;
using roster_test::described_members;
using roster_test::member_types;
using roster_test::name_of;
using roster_test::plain_members;
using roster_test::read_words;
using roster_test::texts;

namespace {

constexpr auto pascal = roster::letter_case::upper_camel;
using names = std::set<std::string>;

member_types documented(const std::string& file) {
  member_types members;
  for (const auto& line : read_words(file)) members.emplace(line.at(0), line.at(1));
  return members;
}

}  // namespace

TEST_CASE("eas: the declaration of ListServices is valid") {
  // What is_checked_by_tests promises.
  static_assert(roster::detail::check_whole_operation<list_services>());
  static_assert(roster::detail::check_whole_call<eas::describe_service>());
  static_assert(roster::detail::check_every_member<eas::service, roster::case_of<list_services>>());
  static_assert(std::is_same_v<roster::item_of<list_services>, eas::service>);
}

TEST_CASE("eas: a request has the 27 documented parameters, of the documented types and in their order") {
  const member_types all = documented("eas-request-members.txt");
  CHECK(all.size() == 27);
  CHECK(described_members<eas::list_services_request, pascal>() == all);
  CHECK(plain_members<eas::list_services_request>().empty());
  const auto in_order = read_words("eas-request-members.txt");
  roster::for_each_field<eas::list_services_request>([&](auto i) {
    CHECK(roster::detail::wire_name<eas::list_services_request, i, pascal> == in_order.at(i).front());
  });
}

TEST_CASE("eas: a service has the 53 documented members, of the documented types") {
  const member_types all = documented("eas-service-members.txt");
  CHECK(all.size() == 53);
  CHECK(described_members<eas::service, pascal>() == all);
}

TEST_CASE("eas: only members that every service has are not optional") {
  CHECK(plain_members<eas::service>() ==
        names{"service_id", "service_name", "status", "region", "create_time"});
  CHECK(plain_members<eas::label>().empty());
  CHECK(plain_members<eas::instance_count_in_resource>().empty());
  CHECK(plain_members<eas::list_services_response>().empty());
}

TEST_CASE("eas: the nested objects and the envelope have the documented members") {
  CHECK(described_members<eas::label, pascal>() ==
        member_types{{"LabelKey", "string"}, {"LabelValue", "string"}});
  CHECK(described_members<eas::instance_count_in_resource, pascal>() ==
        member_types{{"Dedicated", "integer"}, {"Public", "integer"}, {"Quota", "integer"}});
  CHECK(described_members<eas::list_services_response, pascal>() == member_types{{"PageNumber", "integer"},
                                                                                 {"PageSize", "integer"},
                                                                                 {"RequestId", "string"},
                                                                                 {"Services", "array"},
                                                                                 {"TotalCount", "integer"}});
}

TEST_CASE("eas: integers have 64 bits") {
  static_assert(std::is_same_v<decltype(eas::service::memory), std::optional<std::int64_t>>);
  static_assert(
      std::is_same_v<decltype(eas::list_services_response::total_count), std::optional<std::int64_t>>);
}

TEST_CASE("eas: JSON, times and secrets have their own types") {
  static_assert(std::is_same_v<decltype(eas::service::service_config), std::optional<roster::json_text>>);
  static_assert(std::is_same_v<decltype(eas::service::app_config), std::optional<roster::json_text>>);
  static_assert(std::is_same_v<decltype(eas::service::extra_data), std::optional<roster::json_text>>);
  static_assert(std::is_same_v<decltype(eas::service::role_attrs), std::optional<roster::json_text>>);
  static_assert(std::is_same_v<decltype(eas::service::create_time), roster::utc_time>);
  static_assert(std::is_same_v<decltype(eas::service::update_time), std::optional<roster::utc_time>>);
  static_assert(std::is_same_v<decltype(eas::service::access_token), std::optional<roster::secret>>);
}

TEST_CASE("eas: every value that the page lists is an enumerator, and there are no others") {
  std::map<std::string, names> listed;
  for (const auto& line : read_words("eas-values.txt")) listed[line.at(0)].insert(line.at(1));
  CHECK(listed.size() == 6);
  CHECK(listed["ServiceStatus"].size() == 18);
  CHECK(listed["ServiceStatus"] == texts<eas::service_status>());
  CHECK(listed["ServiceType"] == texts<eas::service_type>());
  CHECK(listed["Role"] == texts<eas::role>());
  CHECK(listed["ResourceType"] == texts<eas::resource_type>());
  CHECK(listed["TrafficState"] == texts<eas::traffic_state>());
  CHECK(listed["Order"] == texts<eas::order>());
}

TEST_CASE("eas: the wire values belong to their enumerators") {
  using type = roster::open_enum<eas::service_type>;
  CHECK(type(eas::service_type::llm).text() == "LLM");
  CHECK(type(eas::service_type::rag).text() == "RAG");
  CHECK(type(eas::service_type::llm_gateway_service).text() == "LLMGatewayService");
  CHECK(type(eas::service_type::sd_cluster).text() == "SDCluster");
  CHECK(type(eas::service_type::offline_task).text() == "OfflineTask");
  CHECK(roster::open_enum<eas::role>(eas::role::sd_proxy).text() == "SDProxy");
  CHECK(roster::open_enum<eas::role>(eas::role::llm_scheduler).text() == "LLMScheduler");
  CHECK(roster::open_enum<eas::service_status>(eas::service_status::hot_update).text() == "HotUpdate");
}

TEST_CASE("eas: values that the vendor writes elsewhere stay text") {
  CHECK_FALSE(roster::open_enum<eas::service_type>("Offline Task").known().has_value());
  CHECK_FALSE(roster::open_enum<eas::role>("LLMSscheduler").known().has_value());
}

TEST_CASE("eas: a request is written with designators, and is compared and copied") {
  const eas::list_services_request request{
      .sort = "CreateTime",
      .order = eas::order::asc,
      .page_size = 50,
      .service_type = "Offline Task",
      .label = {{"team", "ml"}, {"gpu", std::nullopt}},
      .service_status = eas::service_status::running,
      .include_no_workspace = false,
  };
  eas::list_services_request copy = request;
  CHECK(copy == request);
  CHECK(copy.label.size() == 2);
  CHECK(copy.include_no_workspace == false);
  copy.order = eas::order::desc;
  CHECK(copy != request);
  copy = request;
  CHECK(copy == request);
  const eas::list_services_request moved = std::move(copy);
  CHECK(moved == request);
}

TEST_CASE("eas: ListServices declares its target and its permission") {
  static_assert(list_services::action == "ListServices");
  static_assert(list_services::version == "2021-07-01");
  static_assert(list_services::target.method == "GET");
  static_assert(list_services::target.path == "/api/v2/services");
  static_assert(list_services::target.query.empty());
  static_assert(roster::case_of<list_services> == pascal);
  static_assert(roster::detail::permission_of<list_services>.needed == "eas:ListServices");
  static_assert(roster::detail::permission_of<list_services>.resource ==
                "acs:eas:{#regionId}:{#accountId}:service/*");
}

TEST_CASE("eas: pagination uses the page number and size that the server echoes") {
  eas::list_services_request request;
  eas::list_services_response answer{.page_number = 2, .page_size = 100, .total_count = 257};
  constexpr auto paging = roster::detail::paging_of<list_services>;
  static_assert(paging.max_page_size == 100);
  request.*paging.number = 3;
  request.*paging.size = 20;
  CHECK(request.page_number == 3);
  CHECK(request.page_size == 20);
  CHECK(*roster::find(answer, paging.echoed_number) == 2);
  CHECK(*roster::find(answer, paging.echoed_size) == 100);
  CHECK(*roster::find(answer, paging.total) == 257);
  answer.services.push_back({.service_id = "eas-m-1"});
  CHECK(roster::find(answer, list_services::items)->size() == 1);
  CHECK(*roster::find(answer.services.front(), roster::key_of<list_services>) == "eas-m-1");
}

TEST_CASE("eas: every parameter except those of sorting and paging is a filter") {
  names filtering;
  std::size_t exact = 0;
  std::size_t fuzzy = 0;
  std::size_t shown = 0;
  const auto count = [&]<class Filter>(const Filter& filter) {
    filtering.insert(name_of(filter.member));
    shown += roster::detail::has_path<decltype(filter.item)> ? 1U : 0U;
    if constexpr (roster::detail::is_fuzzy<Filter>)
      ++fuzzy;
    else
      ++exact;
  };
  std::apply([&](const auto&... filter) { (count(filter), ...); },
             roster::detail::filters_of<list_services>.list);
  CHECK(exact == 21);
  CHECK(fuzzy == 1);
  CHECK(shown == 22 - 4);
  CHECK(filtering.size() == 22);
  for (const std::string other : {"sort", "order", "page_number", "page_size", "include_no_workspace"})
    CHECK_FALSE(filtering.contains(other));
}

TEST_CASE("eas: printing a service's token does not show it") {
  const eas::service service{.access_token = roster::secret{"MzJiMDI5"}};
  std::ostringstream out;
  out << *service.access_token;
  CHECK(out.str() == "***");
}
