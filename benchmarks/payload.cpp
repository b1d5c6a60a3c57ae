// SPDX-License-Identifier: BSL-1.0
// Definitions of payload.hpp.

#include "payload.hpp"

#include <algorithm>
#include <roster/emulator/generate_eas.hpp>
#include <roster/emulator/generate_qianfan.hpp>
#include <roster/wire/encode.hpp>
#include <utility>

namespace payload {
namespace {

template <class T, class Value>
void fill(T& member, Value&& value) {
  if (!member.has_value()) member = std::forward<Value>(value);
}

void fill_place(roster::eas::service& s) {
  fill(s.resource, "eas-r-zk4tq0cvh1wz8k2yq7");
  fill(s.resource_alias, "推理集群");
  fill(s.quota_id, "quota1vmk7c4p0zt");
  fill(s.gateway, "gw-1uhcqmsc7x22fp0a3w");
  fill(s.instance_count_in_resource, roster::eas::instance_count_in_resource{});
  auto& count = *s.instance_count_in_resource;
  fill(count.dedicated, 0);
  fill(count.public_, 0);
  fill(count.quota, 0);
}

void fill_application(roster::eas::service& s) {
  fill(s.app_type, "LLM");
  fill(s.app_spec_name, "llama_7b_fp16");
  fill(s.app_version, "v1");
  fill(s.app_config, roster::json_text(R"({"ModelStorage":"oss"})"));
  fill(s.service_config, roster::json_text(R"({"metadata":{"cpu":4,"gpu":1,"instance":1,"memory":16000}})"));
  fill(s.extra_data, roster::json_text(R"({"blue_green_services":["test","灰度"]})"));
  fill(s.source, "console");
}

void fill_reach(roster::eas::service& s) {
  const std::string host = "10123456789." + s.region + ".aliyuncs.com/api/predict/" + s.service_name;
  fill(s.internet_endpoint, "http://" + host);
  fill(s.intranet_endpoint, "http://vpc." + host);
  fill(s.secondary_internet_endpoint, "http://" + host + "/async_path\n");
  fill(s.secondary_intranet_endpoint, "http://vpc." + host + "/async_path\n");
}

void fill_rest(roster::eas::service& s) {
  fill(s.update_time, roster::utc_time("2024-11-08T06:32:41Z"));
  fill(s.service_uid, s.service_id);
  fill(s.service_group, "my_group");
  fill(s.namespace_, s.service_name);
  fill(s.workspace_id, "120003");
  fill(s.role, roster::eas::role::queue);
  fill(s.role_attrs, roster::json_text(R"({"ApproxMaxLength":null,"Length":null,"MaxPayloadBytes":8192})"));
  fill(s.workload_type, "Deployment");
  fill(s.traffic_state, roster::eas::traffic_state::standalone);
  if (s.labels.empty()) s.labels.emplace_back();
  for (auto& label : s.labels) {
    fill(label.label_key, "team");
    fill(label.label_value, "search");
  }
  fill(s.message, "Service start successfully");
  fill(s.reason, "RUNNING");
  for (auto* number :
       {&s.running_instance, &s.pending_instance, &s.gpu, &s.latest_version, &s.weight, &s.gpu_memory})
    fill(*number, 1);
  fill(s.gpu_core_percentage, 50);
  for (auto* flag : {&s.resource_burstable, &s.autoscaler_enabled, &s.cronscaler_enabled}) fill(*flag, false);
  fill(s.parent_uid, "1123456789012345");
  fill(s.safety_lock, "dangerous");
  fill(s.request_id, "40325405-579C-4D82-9F0C-28F5DB2A1B6C");
}

void fill_all(roster::qianfan::service& s) {
  fill(s.base_model, "ERNIE-Lite-8K");
  fill(s.model_set_id, "am-ahqj4bh9f25x");
  fill(s.model_id, "amv-sgp7y2s3p9xc");
  fill(s.description, "线上版本 🚀");
  fill(s.url, "https://aip.baidubce.com/rpc/2.0/ai_custom/v1/wenxinworkshop/chat/x3kq8w2m");
  fill(s.endpoint, "x3kq8w2m");
  fill(s.scale_status, roster::qianfan::scale_status::none);
  fill(s.update_status, roster::qianfan::update_status::none);
  for (auto* flag : {&s.is_model_updating, &s.enable_logs}) fill(*flag, false);
  fill(s.charge_type, "ComputingUnit");
  fill(s.pay_type, "Postpay");
  fill(s.charge_status, "Charging");
  fill(s.creator, "百里**");
}

void fill_nested(roster::qianfan::service& s) {
  fill(s.resource_config, roster::qianfan::resource_config{});
  fill(s.deployment_config, roster::qianfan::deployment_config{});
  fill(s.log_store_config, roster::qianfan::log_store_config{});
  const auto fill_both = [](auto& config) {
    fill(config.type, "GPU-I-4");
    fill(config.region, "bj");
    fill(config.qps, 0.5);
    fill(config.replicas_count, 2);
  };
  fill_both(*s.resource_config);
  fill_both(*s.deployment_config);
  fill(s.deployment_config->replicas_compute_unit_count, 1);
  fill(s.log_store_config->log_region, "bj");
  fill(s.log_store_config->log_project, "default");
  fill(s.log_store_config->log_store_name, "qianfan_" + s.service_id);
}

constexpr roster::encode_options with_empty{.keep_empty = true};

}  // namespace

std::vector<roster::eas::service> eas_services(std::size_t count) {
  std::vector<roster::eas::service> services;
  services.reserve(count);
  for (auto& record : roster::generate_eas(count, 1)) {
    auto& s = services.emplace_back(std::move(record.service));
    fill_place(s);
    fill_application(s);
    fill_reach(s);
    fill_rest(s);
  }
  return services;
}

std::vector<roster::qianfan::service> qianfan_services(std::size_t count) {
  auto services = roster::generate_qianfan(count, 1);
  for (auto& s : services) {
    fill_all(s);
    fill_nested(s);
  }
  return services;
}

std::string eas_page(const std::vector<roster::eas::service>& services, std::size_t number) {
  const std::size_t first = std::min(services.size(), (number - 1) * page_size);
  const std::size_t last = std::min(services.size(), first + page_size);
  const auto at = [&](std::size_t i) { return services.begin() + static_cast<std::ptrdiff_t>(i); };
  const roster::eas::list_services_response answer{.request_id = "40325405-579C-4D82-9F0C-28F5DB2A1B6C",
                                                   .services = {at(first), at(last)},
                                                   .page_number = static_cast<std::int64_t>(number),
                                                   .page_size = static_cast<std::int64_t>(page_size),
                                                   .total_count = static_cast<std::int64_t>(services.size())};
  return roster::to_json<roster::pascal_case>(answer, with_empty);
}

std::string qianfan_page(const std::vector<roster::qianfan::service>& services) {
  roster::qianfan::page_info info{.marker = "",
                                  .max_keys = static_cast<std::int64_t>(page_size),
                                  .is_truncated = true,
                                  .next_marker = "eyJpZCI6InN2Y28teDNrcTh3Mm0ifQ"};
  const roster::qianfan::describe_services_response answer{
      .request_id = "ebe4c8d6-4d5f-4b0a-9f6e-0c2f8c0f7c1d",
      .result = roster::qianfan::result{.page_info = std::move(info), .service_list = services}};
  return roster::to_json<roster::camel_case>(answer, with_empty);
}

}  // namespace payload
