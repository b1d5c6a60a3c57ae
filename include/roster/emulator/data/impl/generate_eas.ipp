// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of generate_eas.hpp.

#include <roster/emulator/data/generate_eas.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <roster/emulator/data/detail/sample_source.hpp>
#include <roster/wire/encode.hpp>
#include <string>
#include <string_view>
#include <utility>

namespace roster::inline v0::emulator {
namespace detail {

/// Typical values of one kind of service.
struct eas_sample {
  std::string_view name;
  eas::service_type type;
  std::string_view role;      // "" for none
  std::string_view app_type;  // "" for none
  std::string_view spec;      // "" for none
  std::string_view image;
  std::int64_t cpu;
  std::int64_t memory;
  std::int64_t gpu;
};

inline constexpr auto eas_samples = [] {
  using enum eas::service_type;
  return std::array{
      eas_sample{"qwen2_72b_chat", llm, "", "LLM", "qwen2_72b_fp16", "vllm:0.6.3", 64, 512'000, 4},
      eas_sample{"deepseek_r1_distill", llm, "", "LLM", "deepseek_r1_7b", "sglang:0.4.1", 16, 128'000, 1},
      eas_sample{"llama3_8b_chat", llm, "", "LLM", "llama_8b_fp16", "blade-llm:0.9", 16, 64'000, 1},
      eas_sample{"helpdesk_rag", rag, "", "RAG", "", "pai-rag:1.2", 8, 32'000, 1},
      eas_sample{"sdxl_webui", sd_cluster, "SDProxy", "SD", "", "sd-webui:4.2", 8, 48'000, 1},
      eas_sample{"whisper_large", async, "Queue", "", "", "python-inference:3.9", 8, 32'000, 1},
      eas_sample{"bge_m3", standard, "", "", "", "tei:1.5", 8, 16'000, 1},
      eas_sample{"invoice_ocr", standard, "FrontEnd", "", "", "eas/echo:v0.0.1", 4, 8'192, 0},
      eas_sample{"recsys_rank", standard, "", "", "", "easyrec:1.8", 16, 65'536, 0},
      eas_sample{"features", standard, "DataLoader", "", "", "torcheasyrec:0.6", 8, 32'768, 0},
      eas_sample{"gateway", llm_gateway_service, "LLMGateway", "", "", "llm-gateway:1.0", 2, 4'096, 0},
      eas_sample{"scheduler", llm_gateway_service, "LLMScheduler", "", "", "llm-scheduler:1.0", 2, 4'096, 0},
      eas_sample{"nightly_scoring", offline_task, "Job", "", "", "python-inference:3.9", 4, 16'384, 0},
      eas_sample{"train_lora", scalable_job, "ScalableJob", "", "", "kohya:2.2", 8, 64'000, 2},
      eas_sample{"intake_queue", queue, "Queue", "", "", "eas-queue:2.0", 1, 1'024, 0},
      eas_sample{"jobs", scalable_job_service, "ScalableJob", "", "", "python-inference:3.9", 4, 8'192, 0},
      eas_sample{"on_demand", serverless, "", "", "", "comfyui:1.9", 8, 32'000, 1},
      eas_sample{"assistant", assistant_job, "DataSet", "", "", "assistant:0.3", 2, 8'192, 0},
  };
}();

struct sample_metadata {
  std::int64_t cpu{};
  std::int64_t gpu{};
  std::int64_t instance{};
  std::int64_t memory{};
};

struct sample_eas_config {
  sample_metadata metadata{};
  std::string name{};
};

/// Generates one service; a class, because the parts share a dozen values.
class eas_generator {
 public:
  eas_generator(std::size_t count, std::uint64_t seed, const std::vector<std::string>& regions)
      : count_(count), seed_(seed), regions_(regions), chance_(seed) {}

  eas_record make(std::size_t index) {
    sample_ = &chance_.pick(eas_samples);
    eas_record out;
    eas::service& s = out.service;
    name(s, index);
    state(s);
    resources(s);
    place(s, out.attributes);
    application(s);
    reach(s, out.attributes);
    people(s);
    if (index > 0 && chance_.chance(15)) out.attributes.parent_service_uid = id(chance_.below(index));
    return out;
  }

 private:
  std::string id(std::size_t index) const { return "eas-m-" + sample_id(index, seed_); }

  /// Sets a member, or leaves it absent.
  template <class T, class Value>
  void maybe(unsigned percent, T& member, Value&& value) {
    if (chance_.chance(percent)) member = std::forward<Value>(value);
  }

  void name(eas::service& s, std::size_t index) {
    s.service_id = id(index);
    s.service_name = std::string(sample_->name) + '_' + std::to_string(index);
    maybe(90, s.service_uid, s.service_id);
    constexpr std::array<std::string_view, 6> some{"cn-shanghai", "cn-hangzhou",    "cn-beijing",
                                                   "cn-shenzhen", "ap-southeast-1", "us-west-1"};
    s.region = chance_.pick(some);
    if (!regions_.empty()) s.region = regions_[index % regions_.size()];
    const auto created = sample_time(index, count_, chance_.next());
    s.create_time = utc_time(created);
    const auto later = std::chrono::minutes(chance_.between(0, 40'000));
    maybe(95, s.update_time, utc_time(created + later));
    maybe(60, s.namespace_, s.service_name);
    maybe(85, s.workspace_id, std::to_string(120'000 + chance_.below(7)));
    constexpr std::array<std::string_view, 3> workloads{"Deployment", "StatefulSet", "Job"};
    maybe(50, s.workload_type, std::string(chance_.pick(workloads)));
    if (!sample_->role.empty()) s.role = sample_->role;
    if (s.role && chance_.chance(20))
      s.role_attrs = json_text(R"({"ApproxMaxLength":null,"Length":null,"MaxPayloadBytes":8192})");
    if (chance_.chance(35)) {
      constexpr std::array<std::string_view, 4> groups{"chat", "search", "my_group", "灰度"};
      s.service_group = chance_.pick(groups);
      s.traffic_state = chance_.chance(50) ? eas::traffic_state::grouping : eas::traffic_state::standalone;
    }
    labels(s);
  }

  void labels(eas::service& s) {
    constexpr std::array<std::string_view, 4> keys{"team", "env", "cost-centre", "负责人"};
    constexpr std::array<std::string_view, 6> values{"search", "prod",        "staging",
                                                     "王小明", "r&d \"lab\"", ""};
    const auto first = chance_.below(keys.size());
    const auto how_many = chance_.below(4);
    for (std::size_t i = 0; i < how_many; ++i) {
      eas::label added{.label_key = std::string(keys[(first + i) % keys.size()])};
      maybe(90, added.label_value, std::string(chance_.pick(values)));
      s.labels.push_back(std::move(added));
    }
  }

  void state(eas::service& s) {
    using enum eas::service_status;
    constexpr std::array common{running, running, running, stopped, failed, updating, waiting};
    const auto& all = open_enum<eas::service_status>::table();
    s.status = chance_.chance(70) ? chance_.pick(common) : chance_.pick(all).value;
    const bool is_running = s.status == running || s.status == updating || s.status == scaling;
    const std::int64_t wanted = s.status == stopped ? 0 : chance_.between(1, 12);
    const std::int64_t up = is_running ? chance_.between(1, wanted) : 0;
    s.total_instance = wanted;
    maybe(95, s.running_instance, up);
    maybe(95, s.pending_instance, wanted - up);
    if (chance_.chance(60)) {
      s.message = s.status == failed ? "Service failed: 拉取镜像超时 (image pull timed out)"
                                     : "Service start successfully";
      std::string reason(s.status.text());
      std::transform(reason.begin(), reason.end(), reason.begin(),
                     [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
      s.reason = std::move(reason);
    }
    s.current_version = chance_.between(1, 30);
    maybe(95, s.latest_version, *s.current_version + chance_.between(0, 2));
    maybe(70, s.weight, chance_.between(0, 4) * 25);
  }

  void resources(eas::service& s) {
    s.cpu = sample_->cpu;
    s.memory = sample_->memory;
    maybe(95, s.gpu, sample_->gpu);
    if (sample_->gpu == 1 && chance_.chance(40)) {
      s.gpu_core_percentage = chance_.between(1, 9) * 10;
      s.gpu_memory = chance_.between(4, 40);
    }
    flag_of(s.resource_burstable);
    flag_of(s.autoscaler_enabled);
    flag_of(s.cronscaler_enabled);
  }

  void flag_of(flag& member) {
    const auto state = chance_.below(4);
    if (state != 0) member = state == 1;
  }

  void place(eas::service& s, eas_attributes& attributes) {
    const auto& kinds = open_enum<eas::resource_type>::table();
    const auto kind = chance_.pick(kinds).value;
    attributes.resource_type = kind;
    const std::int64_t all = s.total_instance.value_or(0);
    eas::instance_count_in_resource count{};
    if (kind == eas::resource_type::public_resource) {
      count.public_ = all;
    } else if (kind == eas::resource_type::dedicated_resource) {
      constexpr std::array<std::string_view, 4> aliases{"my_resource", "gpu-pool-a", "推理集群", "batch"};
      const auto which = static_cast<std::size_t>(chance_.below(aliases.size()));
      s.resource = "eas-r-" + sample_id(which, seed_ + 1);
      maybe(80, s.resource_alias, std::string(aliases[which]));
      count.dedicated = all;
    } else {
      s.quota_id = "quota" + sample_id(static_cast<std::size_t>(chance_.below(3)), seed_ + 2);
      count.quota = all;
    }
    maybe(70, s.instance_count_in_resource, count);
    if (chance_.chance(15))
      s.gateway = "gw-" + sample_id(static_cast<std::size_t>(chance_.below(3)), seed_ + 3);
  }

  void application(eas::service& s) {
    s.image = "registry-vpc." + s.region + ".aliyuncs.com/pai-eas/" + std::string(sample_->image);
    if (!sample_->app_type.empty()) {
      s.app_type = sample_->app_type;
      maybe(80, s.app_version, "v" + std::to_string(chance_.between(1, 4)));
      maybe(50, s.app_config, json_text(R"({"ModelStorage":"oss"})"));
    }
    if (!sample_->spec.empty()) s.app_spec_name = sample_->spec;
    const sample_eas_config config{{*s.cpu, s.gpu.value_or(0), *s.total_instance, *s.memory}, s.service_name};
    maybe(90, s.service_config, json_text(to_json(config)));
    maybe(20, s.extra_data, json_text(R"({"blue_green_services":["test","灰度"]})"));
    constexpr std::array<std::string_view, 4> sources{"dsw", "console", "sdk", "eascmd"};
    maybe(70, s.source, std::string(chance_.pick(sources)));
  }

  void reach(eas::service& s, eas_attributes& attributes) {
    attributes.service_type = sample_->type;
    attributes.accessibility = chance_.chance(70) ? "PUBLIC" : "VPC";
    s.access_token =
        secret(chance_.letters(48, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"));
    if (!chance_.chance(10)) return;  // the vendor says that lists omit the endpoints; its sample has them
    const std::string host = "10123456789." + s.region + ".aliyuncs.com/api/predict/" + s.service_name;
    s.internet_endpoint = "http://" + host;
    s.intranet_endpoint = "http://vpc." + host;
    if (sample_->type != eas::service_type::async && !chance_.chance(30)) return;
    s.secondary_internet_endpoint = "http://" + host + "/async_path\n";
    s.secondary_intranet_endpoint = "http://vpc." + host + "/async_path\n";
  }

  void people(eas::service& s) {
    s.caller_uid = "2012345678901234" + std::to_string(chance_.below(5));
    maybe(90, s.parent_uid, "1123456789012345");
    maybe(15, s.safety_lock, "dangerous");
    maybe(30, s.request_id, "40325405-579C-4D82-" + chance_.letters(4, "0123456789ABCDEF"));
  }

  std::size_t count_;
  std::uint64_t seed_;
  const std::vector<std::string>& regions_;
  sample_source chance_;
  const eas_sample* sample_{};
};

}  // namespace detail

ROSTER_DECL std::vector<detail::eas_record> generate_eas(std::size_t count, std::uint64_t seed,
                                                         const std::vector<std::string>& regions) {
  detail::eas_generator generator(count, seed, regions);
  std::vector<detail::eas_record> records;
  records.reserve(count);
  for (std::size_t i = 0; i < count; ++i) records.push_back(generator.make(i));
  std::reverse(records.begin(), records.end());
  return records;
}

}  // namespace roster::inline v0::emulator
