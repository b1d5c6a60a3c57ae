// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <roster/qianfan/schema.hpp>
#include <roster/qianfan/schema/describe_service.hpp>
#include <roster/schema/detail/check_call.hpp>
#include <roster/schema/operation.hpp>

#include <support/documented.hpp>

namespace qianfan = roster::qianfan;
using qianfan::describe_services;
using roster_test::described_members;
using roster_test::member_types;
using roster_test::name_of;
using roster_test::plain_members;
using roster_test::read_words;
using roster_test::texts;

namespace {

constexpr auto camel = roster::letter_case::camel;
using names = std::set<std::string>;

member_types documented(const std::string& name_of_struct) {
  member_types members;
  for (const auto& line : read_words("qianfan-members.txt"))
    if (line.at(0) == name_of_struct) members.emplace(line.at(1), line.at(2));
  return members;
}

names listed(const std::string& name_of_struct, const std::string& member) {
  names values;
  for (const auto& line : read_words("qianfan-values.txt"))
    if (line.at(0) == name_of_struct && line.at(1) == member) values.insert(line.at(2));
  return values;
}

}  // namespace

TEST_CASE("qianfan: the declaration of DescribeServices is valid") {
  // What is_checked_by_tests promises.
  static_assert(roster::detail::check_whole_operation<describe_services>());
  static_assert(roster::detail::check_whole_call<qianfan::describe_service>());
  static_assert(roster::detail::check_every_member<qianfan::service, roster::case_of<describe_services>>());
  static_assert(std::is_same_v<roster::item_of<describe_services>, qianfan::service>);
}

TEST_CASE("qianfan: a request has the 10 documented members, of the documented types") {
  const member_types all = documented("describe_services_request");
  CHECK(all.size() == 10);
  CHECK(described_members<qianfan::describe_services_request, camel>() == all);
  CHECK(plain_members<qianfan::describe_services_request>().empty());
}

TEST_CASE("qianfan: a service has the members of the table and of the sample, of the documented types") {
  const member_types all = documented("service");
  CHECK(all.size() == 23);
  CHECK(all.contains("scaleStatus"));
  CHECK(described_members<qianfan::service, camel>() == all);
}

TEST_CASE("qianfan: the nested objects and the envelope have the documented members") {
  CHECK(documented("resource_config").size() == 4);
  CHECK(described_members<qianfan::resource_config, camel>() == documented("resource_config"));
  CHECK(documented("deployment_config").size() == 5);
  CHECK(described_members<qianfan::deployment_config, camel>() == documented("deployment_config"));
  CHECK(documented("log_store_config").size() == 3);
  CHECK(described_members<qianfan::log_store_config, camel>() == documented("log_store_config"));
  CHECK(documented("page_info").size() == 4);
  CHECK(described_members<qianfan::page_info, camel>() == documented("page_info"));
  CHECK(described_members<qianfan::result, camel>() == documented("result"));
  CHECK(described_members<qianfan::describe_services_response, camel>() ==
        documented("describe_services_response"));
}

TEST_CASE("qianfan: only members that every service has are not optional") {
  CHECK(plain_members<qianfan::service>() == names{"service_id", "name", "run_status", "create_time"});
  CHECK(plain_members<qianfan::resource_config>().empty());
  CHECK(plain_members<qianfan::deployment_config>().empty());
  CHECK(plain_members<qianfan::log_store_config>().empty());
  CHECK(plain_members<qianfan::page_info>().empty());
  CHECK(plain_members<qianfan::result>().empty());
  CHECK(plain_members<qianfan::describe_services_response>().empty());
}

TEST_CASE("qianfan: every value that the page lists is an enumerator, and there are no others") {
  CHECK(listed("service", "serviceType") == texts<qianfan::service_type>());
  CHECK(listed("service", "runStatus") == texts<qianfan::run_status>());
  CHECK(listed("service", "updateStatus") == texts<qianfan::update_status>());
  CHECK(listed("service", "chargeType") == texts<qianfan::charge_type>());
  CHECK(listed("service", "chargeStatus") == texts<qianfan::charge_status>());
  for (const std::string config : {"resource_config", "deployment_config"}) {
    CHECK(listed(config, "type") == texts<qianfan::resource_type>());
    CHECK(listed(config, "region") == texts<qianfan::region>());
  }
  names pay_types = texts<qianfan::pay_type>();
  pay_types.insert("Prepay,Postpay");
  CHECK(listed("service", "payType") == pay_types);
  CHECK(texts<qianfan::scale_status>() == names{"None"});
}

TEST_CASE("qianfan: values without an enumerator stay text") {
  CHECK_FALSE(roster::open_enum<qianfan::pay_type>("Prepay,Postpay").known().has_value());
  CHECK_FALSE(roster::open_enum<qianfan::charge_type>("").known().has_value());
  CHECK_FALSE(roster::open_enum<qianfan::resource_type>("GPU-1-1").known().has_value());
  CHECK(roster::open_enum<qianfan::run_status>("New") == qianfan::run_status::new_);
}

TEST_CASE("qianfan: a request is written with designators, and is compared and copied") {
  const qianfan::describe_services_request request{
      .page_reverse = true,
      .service_type = {qianfan::service_type::chat, qianfan::service_type::text2image},
      .run_status = {qianfan::run_status::serving, "Paused"},
      .creator = {"me"},
      .pay_type = qianfan::pay_type::prepay,
      .protocol_version = 2,
  };
  qianfan::describe_services_request copy = request;
  CHECK(copy == request);
  CHECK(copy.run_status.at(1).text() == "Paused");
  copy.protocol_version = 1;
  CHECK(copy != request);
}

TEST_CASE("qianfan: DescribeServices declares its target and its permission") {
  static_assert(describe_services::action == "DescribeServices");
  static_assert(describe_services::target.method == "POST");
  static_assert(describe_services::target.path == "/v2/service");
  static_assert(describe_services::target.query == "Action=DescribeServices");
  static_assert(roster::case_of<describe_services> == camel);
  const std::string_view needed = roster::detail::permission_of<describe_services>.needed;
  CHECK(needed.find("QianfanFullControlAccessPolicy") != needed.npos);
  CHECK(needed.find("QianfanDataOperateAccessPolicy") != needed.npos);
}

TEST_CASE("qianfan: pagination uses the nested marker while the list is truncated") {
  qianfan::describe_services_request request;
  constexpr auto paging = roster::detail::paging_of<describe_services>;
  static_assert(paging.max_page_size == 100);
  request.*paging.send = "svco-2";
  request.*paging.size = 20;
  CHECK(request.marker == "svco-2");
  CHECK(request.max_keys == 20);

  qianfan::describe_services_response answer;
  CHECK(roster::find(answer, paging.next) == nullptr);
  CHECK(roster::find(answer, paging.more) == nullptr);
  CHECK(roster::find(answer, describe_services::items) == nullptr);
  answer.result = {.page_info = qianfan::page_info{.is_truncated = true, .next_marker = "svco-2"},
                   .service_list = {{.service_id = "svco-1"}}};
  REQUIRE(roster::find(answer, paging.next) != nullptr);
  CHECK(*roster::find(answer, paging.next) == "svco-2");
  CHECK(*roster::find(answer, paging.more));
  REQUIRE(roster::find(answer, describe_services::items) != nullptr);
  const qianfan::service& first = roster::find(answer, describe_services::items)->front();
  CHECK(*roster::find(first, roster::key_of<describe_services>) == "svco-1");
}

TEST_CASE("qianfan: every member of the request except those of paging is a filter with a response member") {
  names filtering;
  std::size_t fuzzy = 0;
  const auto count = [&]<class Filter>(const Filter& filter) {
    filtering.insert(name_of(filter.member));
    CHECK(roster::detail::has_path<decltype(filter.item)>);
    if constexpr (roster::detail::is_fuzzy<Filter>) ++fuzzy;
  };
  std::apply([&](const auto&... filter) { (count(filter), ...); },
             roster::detail::filters_of<describe_services>.list);
  CHECK(fuzzy == 1);
  CHECK(filtering == names{"name", "service_type", "run_status", "creator", "charge_type", "pay_type",
                           "protocol_version"});
}

TEST_CASE("qianfan: a condition is not pushed down where the response does not show the filtered value") {
  names pushed;
  const auto note = [&]<class Filter>(const Filter& filter) {
    if constexpr (roster::detail::is_pushable<Filter>) pushed.insert(name_of(filter.member));
  };
  std::apply([&](const auto&... filter) { (note(filter), ...); },
             roster::detail::filters_of<describe_services>.list);
  CHECK(pushed == names{"service_type", "run_status", "charge_type"});
}
