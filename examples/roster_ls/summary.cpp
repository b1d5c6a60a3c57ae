// SPDX-License-Identifier: BSL-1.0
#include "summary.hpp"

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <roster/escape_for_log.hpp>
#include <string_view>

namespace roster_ls {
namespace {

std::string shown(std::string_view text) {
  return text.empty() ? "-" : roster::escape_for_log(text, std::string_view::npos);
}
std::string shown(const std::string& text) { return shown(std::string_view(text)); }
std::string shown(const std::optional<std::string>& text) { return text ? shown(*text) : "-"; }
std::string shown(std::optional<std::int64_t> number) { return number ? std::to_string(*number) : "-"; }
std::string shown(std::optional<double> number) {
  if (!number) return "-";
  auto text = std::to_string(*number);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return text;
}
template <class E>
std::string shown(const roster::open_enum<E>& value) {
  return shown(value.text());
}
template <class E>
std::string shown(const std::optional<roster::open_enum<E>>& value) {
  return value ? shown(value->text()) : "-";
}

/// Returns the first text that is not empty.
std::string first_of(std::initializer_list<std::optional<std::string>> texts) {
  for (const auto& text : texts)
    if (text && !text->empty()) return shown(text);
  return "-";
}

/// "3d", "5h", "12m", "40s"
std::string age(const roster::utc_time& created, std::chrono::sys_seconds now) {
  const auto time = created.seconds();
  if (!time || *time <= std::chrono::sys_seconds{}) return "-";  // zero, in any format: never created
  const auto seconds = (now - *time).count();
  if (seconds < 0) return "0s";
  if (seconds < 120) return std::to_string(seconds) + "s";
  if (seconds < 2 * 3600) return std::to_string(seconds / 60) + "m";
  if (seconds < 2 * 86'400) return std::to_string(seconds / 3600) + "h";
  return std::to_string(seconds / 86'400) + "d";
}

std::string instances_of(const roster::eas::service& service) {
  if (!service.running_instance && !service.total_instance) return "-";
  return shown(service.running_instance) + "/" + shown(service.total_instance);
}

std::string kind_of(const roster::eas::service& service) {
  std::optional<std::string> role;
  if (service.role) role = service.role->text();
  return first_of({service.app_spec_name, service.app_type, role, service.workload_type});
}

}  // namespace

namespace {

std::vector<table_column> columns_of_apis(bool wide) {
  using enum importance;
  std::vector<table_column> columns{{"API", context},   {"NAME", identifier}, {"ID", identifier},
                                    {"STATUS", state},  {"KIND", detail},     {"INSTANCES", context},
                                    {"REGION", detail}, {"AGE", context}};
  if (!wide) return columns;
  for (const char* const title :
       {"CPU", "MEMORY", "GPU", "QPS", "RESOURCE", "GROUP", "CREATOR", "ENDPOINT", "MESSAGE"})
    columns.push_back({title, detail});
  return columns;
}

}  // namespace

std::vector<table_column> summary_columns(const roster::eas::service*, bool wide) {
  return columns_of_apis(wide);
}
std::vector<table_column> summary_columns(const roster::qianfan::service*, bool wide) {
  return columns_of_apis(wide);
}
std::vector<table_column> summary_columns(const roster::model_service*, bool wide) {
  using enum importance;
  std::vector<table_column> columns{{"API", context},   {"NAME", identifier}, {"ID", identifier},
                                    {"STATE", state},   {"MODEL", detail},    {"REPLICAS", context},
                                    {"REGION", detail}, {"AGE", context}};
  if (!wide) return columns;
  for (const char* const title : {"RAW STATE", "ACCOUNT", "TASK", "ACCELERATORS", "BILLING", "URL"})
    columns.push_back({title, detail});
  return columns;
}

table_column field_column(std::string_view field) {
  table_column column{.title = roster::escape_for_log(field, std::string::npos)};
  if (field == "Status" || field == "runStatus" || field == "state") column.importance = importance::state;
  if (field == "ServiceName" || field == "ServiceId" || field == "name" || field == "serviceId" ||
      field == "id")
    column.importance = importance::identifier;
  return column;
}

std::vector<std::string> summarize(const roster::eas::service& service, std::chrono::sys_seconds now,
                                   bool wide) {
  std::vector<std::string> cells{"eas",
                                 name_of(service),
                                 shown(service.service_id),
                                 shown(service.status),
                                 kind_of(service),
                                 instances_of(service),
                                 shown(service.region),
                                 age(service.create_time, now)};
  if (wide)
    cells.insert(cells.end(),
                 {shown(service.cpu), shown(service.memory), shown(service.gpu), "-",
                  first_of({service.resource_alias, service.resource}), shown(service.service_group),
                  shown(service.caller_uid), first_of({service.internet_endpoint, service.intranet_endpoint}),
                  shown(service.message)});
  return cells;
}

std::vector<std::string> summarize(const roster::qianfan::service& service, std::chrono::sys_seconds now,
                                   bool wide) {
  const auto deployed = service.deployment_config.value_or(roster::qianfan::deployment_config{});
  const auto bought = service.resource_config.value_or(roster::qianfan::resource_config{});
  std::vector<std::string> cells{
      "qianfan",
      name_of(service),
      shown(service.service_id),
      shown(service.run_status),
      shown(service.base_model),
      shown(deployed.replicas_count ? deployed.replicas_count : bought.replicas_count),
      shown(deployed.region ? deployed.region : bought.region),
      age(service.create_time, now)};
  if (wide)
    cells.insert(cells.end(),
                 {"-", "-", "-", shown(deployed.qps ? deployed.qps : bought.qps),
                  shown(deployed.type ? deployed.type : bought.type), "-", shown(service.creator),
                  first_of({service.endpoint, service.url}), shown(service.description)});
  return cells;
}

std::vector<std::string> summarize(const roster::model_service& service, std::chrono::sys_seconds now,
                                   bool wide) {
  const bool has_replicas = service.ready_replicas || service.wanted_replicas;
  std::vector<std::string> cells{
      shown(service.api),
      name_of(service),
      shown(service.id),
      shown(service.state),
      shown(service.model),
      has_replicas ? shown(service.ready_replicas) + "/" + shown(service.wanted_replicas) : "-",
      shown(service.region),
      service.created ? age(*service.created, now) : "-"};
  if (!wide) return cells;
  std::string accelerators = shown(service.accelerators);
  if (service.accelerator)
    accelerators = (service.accelerators ? accelerators + " x " : "") + shown(service.accelerator);
  cells.insert(cells.end(),
               {shown(service.raw_state), shown(service.account), shown(service.task), accelerators,
                shown(service.billing), service.urls.empty() ? "-" : shown(service.urls.front())});
  return cells;
}

std::string name_of(const roster::eas::service& service) { return shown(service.service_name); }
std::string name_of(const roster::qianfan::service& service) { return shown(service.name); }
std::string name_of(const roster::model_service& service) {
  return shown(service.name && !service.name->empty() ? *service.name : service.id);
}

}  // namespace roster_ls
