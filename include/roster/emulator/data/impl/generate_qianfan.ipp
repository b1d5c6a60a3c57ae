// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of generate_qianfan.hpp.

#include <roster/emulator/data/generate_qianfan.hpp>

#include <array>
#include <roster/emulator/data/detail/sample_source.hpp>
#include <string>
#include <string_view>
#include <utility>

namespace roster::inline v0::emulator {
namespace detail {

/// Typical values of one kind of service.
struct qianfan_sample {
  std::string_view name;
  qianfan::service_type type;
  std::string_view base_model;
};

inline constexpr auto qianfan_samples = [] {
  using enum qianfan::service_type;
  return std::array{
      qianfan_sample{"api_test", chat, "BLOOMZ-7B"},
      qianfan_sample{"客服助手", chat, "ERNIE-Speed-8K"},
      qianfan_sample{"合同审查", chat, "ERNIE-4.0-8K"},
      qianfan_sample{"llama_chat", chat, "Llama-2-13B"},
      qianfan_sample{"draft", completions, "ERNIE-Lite-8K"},
      qianfan_sample{"续写", completions, "SQLCoder-7B"},
      qianfan_sample{"search_vec", embeddings, "bge-large-zh"},
      qianfan_sample{"海报", text2image, "Stable-Diffusion-XL"},
      qianfan_sample{"caption", image2text, "Fuyu-8B"},
  };
}();

inline constexpr std::string_view sample_alphabet = "abcdefghijklmnopqrstuvwxyz0123456789";

/// Generates one service; a class, because the parts share the random source.
class qianfan_generator {
 public:
  qianfan_generator(std::size_t count, std::uint64_t seed)
      : count_(count), seed_(seed), chance_(seed ^ 0x5149414E46414EU) {}

  qianfan::service make(std::size_t index) {
    sample_ = &chance_.pick(qianfan_samples);
    qianfan::service s;
    s.protocol_version = index % 2 == 0 ? 1 : 2;
    name(s, index);
    state(s);
    money(s);
    deployment(s);
    logs(s);
    return s;
  }

 private:
  /// Sets a member, or leaves it absent.
  template <class T, class Value>
  void maybe(unsigned percent, T& member, Value&& value) {
    if (chance_.chance(percent)) member = std::forward<Value>(value);
  }

  void name(qianfan::service& s, std::size_t index) {
    s.service_id = "svco-" + sample_id(index, seed_ + 4);
    s.name = std::string(sample_->name) + '_' + std::to_string(index);
    s.create_time = utc_time(sample_time(index, count_, chance_.next()));
    s.service_type = sample_->type;
    maybe(95, s.base_model, std::string(sample_->base_model));
    maybe(95, s.model_set_id, "am-" + chance_.letters(12, sample_alphabet));
    maybe(95, s.model_id, "amv-" + chance_.letters(12, sample_alphabet));
    constexpr std::array<std::string_view, 4> texts{"", "线上版本 🚀", "A/B test of \"v2\"",
                                                    "内部测试\n勿用"};
    maybe(90, s.description, std::string(chance_.pick(texts)));
    constexpr std::array<std::string_view, 5> people{"百里**", "王**", "li**", "J**", "欧阳**"};
    maybe(95, s.creator, std::string(chance_.pick(people)));
    const std::string suffix = chance_.letters(8, sample_alphabet);
    if (s.protocol_version == 2) {
      s.url = "https://qianfan.baidubce.com/v2/chat/completions";
      s.endpoint = suffix;
    } else {
      maybe(95, s.url,
            "https://aip.baidubce.com/rpc/2.0/ai_custom/v1/wenxinworkshop/" +
                std::string(s.service_type->text()) + '/' + suffix);
    }
  }

  void state(qianfan::service& s) {
    using enum qianfan::run_status;
    constexpr std::array states{serving, serving, serving, new_, deploying, failed, stopped};
    s.run_status = chance_.pick(states);
    maybe(90, s.scale_status, qianfan::scale_status::none);
    maybe(90, s.update_status, qianfan::update_status::none);
    if (chance_.chance(90)) s.is_model_updating = chance_.chance(10);
  }

  void money(qianfan::service& s) {
    constexpr std::array<std::string_view, 3> charges{"ComputingUnit", "Tokens", ""};
    constexpr std::array<std::string_view, 4> pays{"Prepay", "Postpay", "Prepay,Postpay", ""};
    maybe(95, s.charge_type, open_enum<qianfan::charge_type>(chance_.pick(charges)));
    maybe(95, s.pay_type, open_enum<qianfan::pay_type>(chance_.pick(pays)));
    const auto& states = open_enum<qianfan::charge_status>::table();
    maybe(95, s.charge_status, chance_.pick(states).value);
  }

  void deployment(qianfan::service& s) {
    constexpr std::array<std::string_view, 5> types{"GPU-I-2", "GPU-I-4", "CPU-I-2", "GPU-1-1", "GPU-7-2"};
    constexpr std::array rates{1.0, 0.5, 2.0, 10.0, 0.25};
    const open_enum<qianfan::resource_type> type = chance_.pick(types);
    const auto& regions = open_enum<qianfan::region>::table();
    const auto region = chance_.pick(regions).value;
    const double qps = chance_.pick(rates);
    const std::int64_t replicas = s.run_status == qianfan::run_status::new_ ? 0 : chance_.between(1, 8);
    if (chance_.chance(90)) {
      auto& bought = s.resource_config.emplace();
      maybe(95, bought.type, type);
      maybe(95, bought.qps, qps);
      maybe(95, bought.replicas_count, replicas);
      maybe(90, bought.region, region);
    }
    if (chance_.chance(85)) {
      auto& runs = s.deployment_config.emplace();
      maybe(95, runs.type, type);
      maybe(95, runs.region, region);
      maybe(95, runs.qps, qps);
      maybe(90, runs.replicas_compute_unit_count, chance_.between(1, 4));
      maybe(95, runs.replicas_count, replicas);
    }
  }

  void logs(qianfan::service& s) {
    if (!chance_.chance(95)) return;  // older responses have neither member
    s.enable_logs = chance_.chance(30);
    if (!chance_.chance(90)) return;
    auto& store = s.log_store_config.emplace();
    if (!s.enable_logs) return;
    store.log_region = "bj";
    store.log_project = "default";
    maybe(90, store.log_store_name, "qianfan_" + s.service_id);
  }

  std::size_t count_;
  std::uint64_t seed_;
  sample_source chance_;
  const qianfan_sample* sample_{};
};

}  // namespace detail

ROSTER_DECL std::vector<qianfan::service> generate_qianfan(std::size_t count, std::uint64_t seed) {
  detail::qianfan_generator generator(count, seed);
  std::vector<qianfan::service> services;
  services.reserve(count);
  for (std::size_t i = 0; i < count; ++i) services.push_back(generator.make(i));
  return services;
}

}  // namespace roster::inline v0::emulator
