// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <cstdint>
#include <optional>
#include <roster/client/detail/pushdown.hpp>
#include <roster/eas/schema.hpp>
#include <roster/qianfan/schema.hpp>
#include <roster/schema/field.hpp>
#include <roster/wire/parse_condition.hpp>
#include <string>
#include <vector>

namespace eas = roster::eas;
namespace qianfan = roster::qianfan;
using roster::field;

namespace {

namespace own {

struct place {
  std::string zone{};
};
struct thing {
  std::optional<own::place> where{};
  std::optional<std::int64_t> size{};
  std::optional<double> load{};
  roster::utc_time made{};
  roster::open_enum<eas::service_status> state{};
  roster::secret key{};
  static consteval auto wire_names() { return roster::names{roster::renamed{&thing::size, "SIZE"}}; }
};
struct query {
  std::optional<std::string> zone{};
  std::optional<std::int16_t> size{};
  std::optional<double> load{};
  std::optional<std::string> made{};
  std::optional<std::string> key{};
};
struct answer {
  std::vector<thing> data{};
};
struct list_things {
  using request = query;
  using response = answer;
  static constexpr auto target = roster::get("/things");
  static constexpr auto items = roster::path<&answer::data>;
  static constexpr auto paging = roster::one_page{};
  static constexpr auto wire_case = roster::pascal_case;
  static constexpr auto filters =
      roster::filters{roster::exact{&query::zone, roster::path<&thing::where, &place::zone>},
                      roster::exact{&query::size, roster::path<&thing::size>},
                      roster::exact{&query::load, roster::path<&thing::load>},
                      roster::exact{&query::made, roster::path<&thing::made>},
                      roster::exact{&query::key, roster::path<&thing::key>}};
};

}  // namespace own

namespace plain {

struct query {
  std::string owner{};
  roster::open_enum<eas::service_status> status{};
  std::int64_t size{};
};
struct list_things {
  using request = query;
  using response = own::answer;
  static constexpr auto target = roster::get("/things");
  static constexpr auto items = roster::path<&own::answer::data>;
  static constexpr auto paging = roster::one_page{};
  static constexpr auto filters =
      roster::filters{roster::exact{&query::owner, roster::path<&own::thing::where, &own::place::zone>},
                      roster::exact{&query::status, roster::path<&own::thing::state>},
                      roster::exact{&query::size, roster::path<&own::thing::size>}};
};

}  // namespace plain

/// Returns the request's members after the condition has been pushed down; nothing when it was declined.
template <class Op>
std::optional<std::string> asked(const roster::condition<roster::item_of<Op>>& wanted,
                                 typename Op::request request = {}, const roster::list_options& how = {}) {
  const auto values = roster::detail::as_one_of(wanted.node());
  const auto before = roster::detail::request_text_of<Op>(request);
  if (values && roster::detail::push_down<Op>(request, how, *values))
    return roster::detail::request_text_of<Op>(request);
  CHECK(roster::detail::request_text_of<Op>(request) == before);
  return std::nullopt;
}

template <class Op>
std::optional<std::string> asked_as_typed(const std::string& text) {
  return asked<Op>(roster::parse_condition<roster::item_of<Op>, roster::case_of<Op>>(text));
}

constexpr auto asked_of_eas = [](auto... all) { return asked<eas::list_services>(all...); };
constexpr auto asked_of_qianfan = [](auto... all) { return asked<qianfan::describe_services>(all...); };
constexpr auto asked_of_own = [](auto... all) { return asked<own::list_things>(all...); };
const std::optional<std::string> nothing{};

}  // namespace

TEST_CASE("push_down: sets the PAI-EAS parameters that the schema declares as exact") {
  using enum eas::service_status;
  CHECK(asked_of_eas(field<&eas::service::status> == running) == "ServiceStatus=Running");
  CHECK(asked_of_eas(field<&eas::service::status> == "Running") == "ServiceStatus=Running");
  CHECK(asked_of_eas(field<&eas::service::service_name> == "chat") == "ServiceName=chat");
  CHECK(asked_of_eas(field<&eas::service::service_group> == "g") == "GroupName=g");
  CHECK(asked_of_eas(field<&eas::service::resource> == "eas-r-1") == "ResourceId=eas-r-1");
  CHECK(asked_of_eas(field<&eas::service::resource_alias> == "r") == "ResourceAliasName=r");
  CHECK(asked_of_eas(field<&eas::service::role> == eas::role::queue) == "Role=Queue");
  CHECK(asked_of_eas(field<&eas::service::autoscaler_enabled> == true) == "AutoscalerEnabled=true");
}

TEST_CASE("push_down: sends a list of values where the service accepts one") {
  using enum qianfan::run_status;
  using enum qianfan::service_type;
  const auto is_failed = field<&qianfan::service::run_status> == failed;
  const auto is_stopped = field<&qianfan::service::run_status> == stopped;
  CHECK(asked_of_qianfan(is_failed) == R"(runStatus=["Failed"])");
  CHECK(asked_of_qianfan(is_failed || is_stopped) == R"(runStatus=["Failed","Stopped"])");
  CHECK(asked_of_qianfan(field<&qianfan::service::service_type> == chat) == R"(serviceType=["chat"])");
  CHECK(asked_of_qianfan(field<&qianfan::service::charge_type> == qianfan::charge_type::tokens) ==
        "chargeType=Tokens");
  CHECK(asked_of_eas(field<&eas::service::status> == "Running" || field<&eas::service::status> == "Failed") ==
        nothing);
}

TEST_CASE("push_down: declines a list of values of which only some can be sent") {
  using enum qianfan::service_type;
  CHECK(asked_of_qianfan(field<&qianfan::service::service_type> == chat ||
                         field<&qianfan::service::service_type> == embeddings) == nothing);
}

TEST_CASE("push_down: sets strings and enumerations that are not optional, which are not sent while empty") {
  const auto sent = [](const auto& wanted, plain::query request = {}) {
    return asked<plain::list_things>(wanted, request);
  };
  const auto in_a = field<&own::thing::where, &own::place::zone> == "a";
  const auto is_running = field<&own::thing::state> == eas::service_status::running;
  CHECK(sent(in_a) == "owner=a, size=0");
  CHECK(sent(is_running) == "status=Running, size=0");
  CHECK(sent(in_a, {.owner = "b"}) == nothing);
  CHECK(sent(is_running, {.status = eas::service_status::failed}) == nothing);
  CHECK(sent(field<&own::thing::where, &own::place::zone> == "") == nothing);
  CHECK(sent(field<&own::thing::state> == "new") == nothing);
  CHECK(sent(field<&own::thing::size> == 1) == nothing);  // 0 is sent, so it may be what the caller wants
}

TEST_CASE("push_down: accepts a condition typed by a user, with wire names") {
  CHECK(asked_as_typed<eas::list_services>("Status == Running") == "ServiceStatus=Running");
  CHECK(asked_as_typed<eas::list_services>("CronscalerEnabled == true") == "CronscalerEnabled=true");
  CHECK(asked_as_typed<qianfan::describe_services>("runStatus == Serving") == R"(runStatus=["Serving"])");
  CHECK(asked_as_typed<own::list_things>("Where.Zone == z") == "Zone=z");
  CHECK(asked_as_typed<own::list_things>("SIZE == 3") == "Size=3");
}

TEST_CASE("push_down: does not confuse member names and wire names") {
  const auto by = [](const char* name, bool on_wire) {
    own::query request;
    return roster::detail::push_down<own::list_things>(
        request, {}, {.field = {.text = name, .on_wire = on_wire}, .values = {{std::int64_t{1}, {}}}});
  };
  CHECK(by("size", false));
  CHECK(by("SIZE", true));
  CHECK_FALSE(by("size", true));
  CHECK_FALSE(by("SIZE", false));
  CHECK_FALSE(by("Size", true));
}

TEST_CASE("push_down: reaches into structs and converts numbers that fit") {
  CHECK(asked_of_own(field<&own::thing::where, &own::place::zone> == "z") == "Zone=z");
  CHECK(asked_of_own(field<&own::thing::size> == 7) == "Size=7");
  CHECK(asked_of_own(field<&own::thing::size> == 70000) == nothing);
  CHECK(asked_of_own(field<&own::thing::size> == 7.0) == nothing);
}

TEST_CASE("push_down: declines values that the service may interpret differently") {
  CHECK(asked_of_own(field<&own::thing::load> == 0.5) == nothing);
  CHECK(asked_of_own(field<&own::thing::made> == "2024-07-30T05:45:46Z") == nothing);
  CHECK(asked_of_own(field<&own::thing::key> == "k1") == nothing);
}

TEST_CASE("push_down: only == is pushed down, and only by exact filters with one path") {
  CHECK(asked_of_eas(field<&eas::service::status> != "Running") == nothing);
  CHECK(asked_of_eas(field<&eas::service::service_name>.contains("chat")) == nothing);
  CHECK(asked_of_eas(field<&eas::service::gpu> == 1) == nothing);
  CHECK(asked_of_eas(!(field<&eas::service::status> == "Running")) == nothing);
  CHECK(asked_of_qianfan(field<&qianfan::service::name> == "chat") == nothing);
  CHECK(asked_of_qianfan(field<&qianfan::service::creator> == "x**") == nothing);
  CHECK(asked_of_qianfan(field<&qianfan::service::pay_type> == "Prepay") == nothing);
  CHECK(asked_of_qianfan(field<&qianfan::service::protocol_version> == 2) == nothing);
}

TEST_CASE("push_down: declines an empty string, and an undocumented value that the service may reject") {
  CHECK(asked_of_eas(field<&eas::service::service_group> == "") == nothing);
  CHECK(asked_of_eas(field<&eas::service::status> == "") == nothing);
  CHECK(asked_of_eas(field<&eas::service::status> == "Hibernating") == nothing);
  CHECK(asked_of_qianfan(field<&qianfan::service::charge_type> == "") == nothing);
  CHECK(asked_of_qianfan(field<&qianfan::service::service_type> == qianfan::service_type::embeddings) ==
        nothing);
}

TEST_CASE("push_down: declines false, since the filter cannot include absent values") {
  CHECK(asked_of_eas(field<&eas::service::cronscaler_enabled> == false) == nothing);
  CHECK(asked_of_eas(field<&eas::service::cronscaler_enabled> != false) == nothing);
}

TEST_CASE("push_down: leaves filters that the user has set unchanged") {
  using roster::flag;
  const auto is_running = field<&eas::service::status> == "Running";
  CHECK(asked_of_eas(is_running, eas::list_services_request{.service_status = eas::service_status::failed}) ==
        nothing);
  CHECK(asked_of_eas(is_running, eas::list_services_request{.service_status = ""}) == nothing);
  CHECK(asked_of_eas(is_running, eas::list_services_request{.page_size = 5, .group_name = "g"}) ==
        "PageSize=5, GroupName=g, ServiceStatus=Running");
  CHECK(asked_of_eas(field<&eas::service::cronscaler_enabled> == true,
                     eas::list_services_request{.cronscaler_enabled = false}) == nothing);
  CHECK(asked_of_qianfan(field<&qianfan::service::run_status> == "Failed",
                         qianfan::describe_services_request{.run_status = {"Serving"}}) == nothing);
  CHECK(asked_of_eas(is_running, eas::list_services_request{},
                     roster::list_options{.extra_query = {{"ServiceStatus", "Failed"}}}) == nothing);
  CHECK(asked_of_qianfan(field<&qianfan::service::run_status> == "Failed",
                         qianfan::describe_services_request{},
                         roster::list_options{.extra_body = {{"runStatus", "[]"}}}) == nothing);
}

TEST_CASE("push_down: moves the server-side part of a condition into a request") {
  eas::list_services_request request{.group_name = "g"};
  const auto left = roster::detail::push_down<eas::list_services>(
      field<&eas::service::status> == "Running" && field<&eas::service::gpu> > 0, request);
  CHECK(request.service_status == eas::service_status::running);
  CHECK(request.group_name == "g");
  CHECK(left.text() == "gpu > 0");
  CHECK(roster::detail::push_down<eas::list_services>(field<&eas::service::role> == "Job", request).empty());
}
