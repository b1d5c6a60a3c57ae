// SPDX-License-Identifier: BSL-1.0
#include <map>
#include <roster/emulator/alibaba/detail/eas_cloud.hpp>
#include <roster/emulator/baidu/detail/qianfan_cloud.hpp>
#include <roster/emulator/data/detail/matches.hpp>
#include <set>
#include <support/emulator_requests.hpp>

using namespace roster_test;

namespace an_api_of_ones_own {

struct model {
  std::string id{};
  std::optional<std::string> owner{};
  std::optional<std::int64_t> size{};
};
struct models_query {
  std::optional<std::string> part{};
  std::vector<std::string> owners{};
  std::optional<std::int64_t> size{};
  std::optional<std::string> tier{};
};
struct models_response {
  std::vector<model> data{};
};
struct model_attributes {
  std::optional<std::string> tier{};
};

struct list_models {
  using request = models_query;
  using response = models_response;
  static constexpr auto target = roster::get("/v1/models");
  static constexpr auto items = roster::path<&models_response::data>;
  static constexpr auto paging = roster::one_page{};
  static constexpr auto filters = roster::filters{
      roster::fuzzy{&models_query::part, roster::path<&model::id>},
      roster::exact{&models_query::owners, roster::path<&model::owner>},
      roster::exact{&models_query::size, roster::path<&model::size>},
      roster::exact{&models_query::tier},
  };
};

struct task {
  std::int64_t number{};
  std::optional<std::string> size{};
  std::optional<std::uint32_t> rank{};
  std::vector<std::string> tags{};
  bool spot{};
  std::string kind{};
};
struct tasks_query {
  std::optional<std::string> number{};
  std::optional<std::int64_t> size{};
  std::optional<std::int64_t> rank{};
  std::optional<std::string> tag{};
  std::optional<std::string> spot{};
  std::vector<std::int64_t> sizes{};
  roster::flag only_spot{};
  std::optional<roster::utc_time> kind{};
};
struct tasks_response {
  std::vector<task> data{};
};

struct list_tasks {
  using request = tasks_query;
  using response = tasks_response;
  static constexpr auto target = roster::get("/v1/tasks");
  static constexpr auto items = roster::path<&tasks_response::data>;
  static constexpr auto paging = roster::one_page{};
  static constexpr auto filters =
      roster::filters{roster::exact{&tasks_query::number, roster::path<&task::number>},
                      roster::exact{&tasks_query::size, roster::path<&task::size>},
                      roster::exact{&tasks_query::rank, roster::path<&task::rank>},
                      roster::exact{&tasks_query::tag, roster::path<&task::tags>},
                      roster::exact{&tasks_query::spot, roster::path<&task::spot>},
                      roster::exact{&tasks_query::sizes, roster::path<&task::size>},
                      roster::exact{&tasks_query::only_spot, roster::path<&task::spot>},
                      roster::exact{&tasks_query::kind, roster::path<&task::kind>}};
};

}  // namespace an_api_of_ones_own

using namespace an_api_of_ones_own;

namespace {

bool takes(const tasks_query& asked, const task& item) {
  return roster::emulator::detail::matches<list_tasks>(asked, item);
}

bool takes(const models_query& asked, const model& item, const model_attributes& attributes = {}) {
  return roster::emulator::detail::matches<list_models>(asked, item, attributes);
}

roster::emulator::detail::eas_cloud open_eas(std::vector<roster::emulator::detail::eas_record> records) {
  return roster::emulator::detail::eas_cloud(std::move(records), {.verify_signatures = false});
}

roster::emulator::detail::qianfan_cloud open_qianfan(std::vector<qianfan::service> services) {
  return roster::emulator::detail::qianfan_cloud(std::move(services), {.verify_signatures = false});
}

/// A service that every filter can match, and one without any optional member.
std::vector<roster::emulator::detail::eas_record> full_and_bare() {
  roster::emulator::detail::eas_record full;
  full.service = {
      .service_id = "eas-m-full", .service_name = "echo_test", .status = eas::service_status::running};
  full.service.create_time = roster::utc_time("2026-01-02T00:00:00Z");
  full.service.service_uid = "eas-m-full";
  full.service.service_group = "chat";
  full.service.workspace_id = "123";
  full.service.quota_id = "quota1";
  full.service.gateway = "gw-1";
  full.service.role = eas::role::queue;
  full.service.resource = "eas-r-1";
  full.service.resource_alias = "my_resource";
  full.service.resource_burstable = true;
  full.service.cronscaler_enabled = true;
  full.service.autoscaler_enabled = true;
  full.service.traffic_state = eas::traffic_state::grouping;
  full.service.caller_uid = "2012";
  full.service.labels = {{.label_key = "team", .label_value = "search"},
                         {.label_key = "env", .label_value = "prod"}};
  full.attributes = {.service_type = eas::service_type::llm,
                     .resource_type = eas::resource_type::lingjun,
                     .accessibility = "PUBLIC",
                     .parent_service_uid = "eas-m-parent"};
  roster::emulator::detail::eas_record bare;
  bare.service = {
      .service_id = "eas-m-bare", .service_name = "other", .status = eas::service_status::stopped};
  bare.service.create_time = roster::utc_time("2026-01-01T00:00:00Z");
  return {full, bare};
}

id_list ask_eas(roster::emulator::detail::eas_cloud& cloud, const http::detail::query_list& query) {
  return ids(eas_page(cloud.handle(eas_request(query), {noon, "id"}).response).services);
}

const id_list both{"eas-m-full", "eas-m-bare"};
const id_list full_only{"eas-m-full"};
const id_list bare_only{"eas-m-bare"};
const id_list none{};

/// A filter that matches the full service with one value and nothing with another.
struct eas_row {
  const char* name;
  const char* hit;
  const char* miss;
};

constexpr eas_row eas_rows[] = {
    {"Filter", "cho_t", "cho-t"},
    {"GroupName", "chat", "cha"},
    {"ParentServiceUid", "eas-m-parent", "eas-m-full"},
    {"ServiceType", "LLM", "Queue"},
    {"Label", R"({"team":"search","env":"prod"})", R"({"team":"search","env":"staging"})"},
    {"ServiceStatus", "Running", "Failed"},
    {"ServiceName", "echo_test", "echo"},
    {"ServiceUid", "eas-m-full", "eas-m"},
    {"ResourceName", "eas-r-1", "eas-r-2"},
    {"WorkspaceId", "123", "12"},
    {"QuotaId", "quota1", "quota"},
    {"Gateway", "gw-1", "gw-2"},
    {"Role", "Queue", "Job"},
    {"ResourceType", "Lingjun", "PublicResource"},
    {"ResourceAliasName", "my_resource", "my_"},
    {"ResourceId", "eas-r-1", "my_resource"},
    {"TrafficState", "grouping", "standalone"},
    {"CallerUid", "2012", "201"},
    {"Accessibility", "PUBLIC", "VPC"},
};
constexpr const char* eas_flags[] = {"ResourceBurstable", "CronscalerEnabled", "AutoscalerEnabled"};

}  // namespace

TEST_CASE("matches: values of different kinds are compared by their texts") {
  const task seven{
      .number = 7, .size = "70", .rank = 3, .tags = {"a", "b"}, .spot = true, .kind = "2026-01-02T00:00:00Z"};
  CHECK(takes(tasks_query{}, seven));
  CHECK(takes({.number = "7"}, seven));
  CHECK(takes({.number = ""}, seven));
  CHECK_FALSE(takes({.number = "70"}, seven));
  CHECK(takes({.size = 70}, seven));
  CHECK_FALSE(takes({.size = 7}, seven));
  CHECK_FALSE(takes({.size = 70}, task{}));
  CHECK(takes({.rank = 3}, seven));
  CHECK_FALSE(takes({.rank = -3}, seven));
  CHECK_FALSE(takes({.rank = 0}, task{}));
  CHECK(takes({.tag = "b"}, seven));
  CHECK_FALSE(takes({.tag = "c"}, seven));
  CHECK(takes({.spot = "true"}, seven));
  CHECK_FALSE(takes({.spot = "false"}, seven));
  CHECK(takes({.sizes = {7, 70}}, seven));
  CHECK_FALSE(takes({.sizes = {7}}, seven));
  CHECK(takes({.only_spot = true}, seven));
  CHECK_FALSE(takes({.only_spot = false}, seven));
  CHECK(takes({.kind = roster::utc_time("2026-01-02T00:00:00Z")}, seven));
  CHECK_FALSE(takes({.kind = roster::utc_time("2026-01-03T00:00:00Z")}, seven));
}

TEST_CASE("matches: uses the filters declared by any operation") {
  const model large{.id = "large-2", .owner = "us", .size = 70};
  CHECK(takes({}, large));
  CHECK(takes({.part = "ge-2"}, large));
  CHECK_FALSE(takes({.part = "Large"}, large));
  CHECK(takes({.owners = {"them", "us"}}, large));
  CHECK_FALSE(takes({.owners = {"them"}}, large));
  CHECK(takes({.size = 70}, large));
  CHECK_FALSE(takes({.size = 7}, large));
  CHECK(takes({.tier = "gold"}, large, {.tier = "gold"}));
  CHECK_FALSE(takes({.tier = "gold"}, large, {.tier = "tin"}));
  CHECK_FALSE(takes({.part = "large", .size = 7}, large));
}

TEST_CASE("matches: an absent member matches no value, and an empty string matches everything") {
  CHECK_FALSE(takes({.owners = {"us"}}, {.id = "x"}));
  CHECK_FALSE(takes({.owners = {""}}, {.id = "x"}));
  CHECK_FALSE(takes({.size = 0}, {.id = "x"}));
  CHECK_FALSE(takes({.tier = "gold"}, {.id = "x"}));
  CHECK(takes({.part = "", .tier = ""}, {.id = "x"}));
}

TEST_CASE("matches: every PAI-EAS filter has matches and non-matches") {
  auto cloud = open_eas(full_and_bare());
  std::set<std::string> seen;
  for (const auto& [name, hit, miss] : eas_rows) {
    CAPTURE(name);
    CHECK(ask_eas(cloud, {{name, hit}}) == full_only);
    CHECK(ask_eas(cloud, {{name, miss}}) == none);
    seen.insert(name);
  }
  for (const char* name : eas_flags) {
    CAPTURE(name);
    CHECK(ask_eas(cloud, {{name, "true"}}) == full_only);
    CHECK(ask_eas(cloud, {{name, "false"}}) == bare_only);  // absent means not enabled
    seen.insert(name);
  }
  CHECK(seen.size() == std::tuple_size_v<decltype(eas::list_services::filters.list)>);
}

TEST_CASE("matches: ResourceName matches the id and the name of the resource group") {
  auto cloud = open_eas(full_and_bare());
  CHECK(ask_eas(cloud, {{"ResourceName", "eas-r-1"}}) == full_only);
  CHECK(ask_eas(cloud, {{"ResourceName", "my_resource"}}) == full_only);
  CHECK(ask_eas(cloud, {{"ResourceName", "my"}}) == none);
}

TEST_CASE("matches: all values of Label must match, and null or an empty value requires the key alone") {
  auto cloud = open_eas(full_and_bare());
  CHECK(ask_eas(cloud, {{"Label", R"({"team":"search"})"}}) == full_only);
  CHECK(ask_eas(cloud, {{"Label", R"({"team":null})"}}) == full_only);
  CHECK(ask_eas(cloud, {{"Label", R"({"team":""})"}}) == full_only);
  CHECK(ask_eas(cloud, {{"Label", R"({"team":null,"env":"prod"})"}}) == full_only);
  CHECK(ask_eas(cloud, {{"Label", R"({"team":null,"cost":null})"}}) == none);
  CHECK(ask_eas(cloud, {{"Label", R"({"team":"prod"})"}}) == none);
  CHECK(ask_eas(cloud, {{"Label", R"({"prod":null})"}}) == none);
  CHECK(ask_eas(cloud, {{"Label", "{}"}}) == both);
  CHECK(ask_eas(cloud, {{"Label", ""}}) == both);  // as the vendor's C++ client sends it
}

TEST_CASE("matches: a label without a value is matched by its key alone") {
  auto records = full_and_bare();
  records[1].service.labels = {{.label_key = "team"}};
  auto cloud = open_eas(records);
  CHECK(ask_eas(cloud, {{"Label", R"({"team":null})"}}) == both);
  CHECK(ask_eas(cloud, {{"Label", R"({"team":"search"})"}}) == full_only);
}

TEST_CASE("matches: services without a workspace are listed unless IncludeNoWorkspace is false") {
  auto records = full_and_bare();
  auto cloud = open_eas(records);
  CHECK(ask_eas(cloud, {}) == both);
  CHECK(ask_eas(cloud, {{"IncludeNoWorkspace", "true"}}) == both);
  CHECK(ask_eas(cloud, {{"IncludeNoWorkspace", "false"}}) == full_only);
  records[0].service.workspace_id = "";
  auto without = open_eas(records);
  CHECK(ask_eas(without, {{"IncludeNoWorkspace", "false"}}) == none);
}

TEST_CASE("matches: filters of PAI-EAS are combined with AND") {
  auto cloud = open_eas(full_and_bare());
  CHECK(ask_eas(cloud, {{"Filter", "e"}, {"ServiceStatus", "Running"}}) == full_only);
  CHECK(ask_eas(cloud, {{"Filter", "other"}, {"ServiceStatus", "Running"}}) == none);
  CHECK(ask_eas(cloud, {{"Filter", ""}, {"GroupName", ""}, {"ServiceStatus", ""}}) == both);
}

TEST_CASE("matches: a value that the vendor does not document is compared as text") {
  auto records = full_and_bare();
  records[0].service.status = "Hibernating";
  auto cloud = open_eas(records);
  CHECK(ask_eas(cloud, {{"ServiceStatus", "Hibernating"}}) == full_only);
  CHECK(ask_eas(cloud, {{"ServiceStatus", "Running"}}) == none);
}

namespace {

std::vector<qianfan::service> full_and_bare_of_qianfan() {
  qianfan::service full{
      .service_id = "svco-full", .name = "客服助手", .run_status = qianfan::run_status::serving};
  full.service_type = qianfan::service_type::chat;
  full.creator = "百里**";
  full.charge_type = qianfan::charge_type::tokens;
  full.pay_type = "Prepay,Postpay";
  full.protocol_version = 1;
  qianfan::service bare{
      .service_id = "svco-bare", .name = "draft", .run_status = qianfan::run_status::stopped};
  qianfan::service second{
      .service_id = "svco-second", .name = "客服", .run_status = qianfan::run_status::serving};
  second.protocol_version = 2;
  return {full, bare, second};
}

id_list ask_qianfan(const roster::emulator::detail::qianfan_cloud& cloud, const std::string& body) {
  return ids(qianfan_page(cloud.handle(qianfan_request(body), {noon, "id"}).response).service_list);
}

struct qianfan_row {
  const char* name;
  const char* hit;
  const char* miss;
};

constexpr qianfan_row qianfan_rows[] = {
    {"name", R"("服助")", R"("助服")"},
    {"serviceType", R"(["completions","chat"])", R"(["completions"])"},
    {"runStatus", R"(["Serving","New"])", R"(["New","Failed"])"},
    {"creator", R"(["J**","百里**"])", R"(["百里"])"},
    {"chargeType", R"("Tokens")", R"("ComputingUnit")"},
    {"payType", R"("Prepay,Postpay")", R"("Prepay")"},
};

}  // namespace

TEST_CASE("matches: every Qianfan filter has matches and non-matches") {
  const auto cloud = open_qianfan(full_and_bare_of_qianfan());
  for (const auto& [name, hit, miss] : qianfan_rows) {
    CAPTURE(name);
    CHECK(ask_qianfan(cloud, "{\"" + std::string(name) + "\":" + hit + "}") == id_list{"svco-full"});
    CHECK(ask_qianfan(cloud, "{\"" + std::string(name) + "\":" + miss + "}") == id_list{});
  }
  // protocolVersion is the seventh filter
  CHECK(std::size(qianfan_rows) + 1 == std::tuple_size_v<decltype(qianfan::describe_services::filters.list)>);
}

TEST_CASE("matches: protocolVersion is 1 by default, in requests and in services") {
  const auto cloud = open_qianfan(full_and_bare_of_qianfan());
  CHECK(ask_qianfan(cloud, "{}") == id_list{"svco-full", "svco-bare"});
  CHECK(ask_qianfan(cloud, R"({"protocolVersion":1})") == id_list{"svco-full", "svco-bare"});
  CHECK(ask_qianfan(cloud, R"({"protocolVersion":2})") == id_list{"svco-second"});
}

TEST_CASE("matches: empty lists, empty strings and nulls do not filter for Qianfan") {
  const auto cloud = open_qianfan(full_and_bare_of_qianfan());
  const id_list all{"svco-full", "svco-bare"};
  CHECK(ask_qianfan(
            cloud,
            R"({"name":"","serviceType":[],"runStatus":[],"creator":[],"chargeType":"","payType":""})") ==
        all);
  CHECK(ask_qianfan(cloud, R"({"name":null,"serviceType":null,"protocolVersion":null,"maxKeys":null})") ==
        all);
}

TEST_CASE("matches: filters of Qianfan are combined with AND") {
  const auto cloud = open_qianfan(full_and_bare_of_qianfan());
  CHECK(ask_qianfan(cloud, R"({"name":"客服","runStatus":["Serving"]})") == id_list{"svco-full"});
  CHECK(ask_qianfan(cloud, R"({"name":"客服","runStatus":["Stopped"]})") == id_list{});
  CHECK(ask_qianfan(cloud, R"({"name":"客服","protocolVersion":2})") == id_list{"svco-second"});
}
