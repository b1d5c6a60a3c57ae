// SPDX-License-Identifier: BSL-1.0
#pragma once
// The mapping of PAI-EAS services to model_service.

#include <map>
#include <optional>
#include <roster/eas/schema/service.hpp>
#include <roster/inventory/maps.hpp>
#include <string>

namespace roster::inline v0::eas {
namespace detail {

inline std::map<std::string, std::string> labels_of(const service& item) {
  std::map<std::string, std::string> out;
  for (const auto& one : item.labels)
    if (one.label_key) out[*one.label_key] = one.label_value.value_or("");
  return out;
}

/// GPUs of an instance, a part of one if it is shared.
inline std::optional<double> gpus_of(const service& item) {
  if (item.gpu_core_percentage) return static_cast<double>(*item.gpu_core_percentage) / 100;
  if (item.gpu) return static_cast<double>(*item.gpu);
  return std::nullopt;
}

/// Lists have no member for billing; only the shared resource group says how it is billed.
inline std::optional<std::string> billing_of(const service& item) {
  const auto& count = item.instance_count_in_resource;
  if (!count || count->public_.value_or(0) == 0) return std::nullopt;
  if (count->dedicated.value_or(0) != 0 || count->quota.value_or(0) != 0) return std::nullopt;
  return "postpaid";
}

}  // namespace detail

/// Source: PAI ListServices 2021-07-01, the Service structure. The page does not explain Waiting, Committing, Complete
/// and Cloning.
constexpr auto service_mapping(const service*) {
  using s = model_service;
  using enum service_status;
  return maps{from<&s::vendor>("alibaba_cloud"),
              from<&s::api>("pai-eas"),
              from<&s::account>(path<&service::parent_uid>),
              from<&s::region>(path<&service::region>),
              from<&s::id>(path<&service::service_id>),
              from<&s::name>(path<&service::service_name>),
              from<&s::state>(path<&service::status>, {{creating, service_state::deploying},
                                                       {stopped, service_state::stopped},
                                                       {failed, service_state::failed},
                                                       {complete, service_state::stopped},
                                                       {cloning, service_state::deploying},
                                                       {stopping, service_state::stopping},
                                                       {updating, service_state::updating},
                                                       {waiting, service_state::pending},
                                                       {hot_update, service_state::updating},
                                                       {committing, service_state::updating},
                                                       {starting, service_state::deploying},
                                                       {delete_failed, service_state::failed},
                                                       {running, service_state::running},
                                                       {developing, service_state::updating},
                                                       {scaling, service_state::updating},
                                                       {deleted, service_state::deleted},
                                                       {pending, service_state::pending},
                                                       {deleting, service_state::stopping},
                                                       {"Deploying", service_state::deploying}}),
              from<&s::raw_state>(path<&service::status>),
              from<&s::model>(path<&service::app_spec_name>),
              from<&s::ready_replicas>(path<&service::running_instance>),
              from<&s::wanted_replicas>(path<&service::total_instance>),
              from<&s::accelerators>(&detail::gpus_of, "gpu_core_percentage, gpu"),
              from<&s::urls>(path<&service::internet_endpoint>, path<&service::intranet_endpoint>,
                             path<&service::secondary_internet_endpoint>,
                             path<&service::secondary_intranet_endpoint>),
              from<&s::created>(path<&service::create_time>),
              from<&s::updated>(path<&service::update_time>),
              from<&s::labels>(&detail::labels_of, "labels"),
              from<&s::billing>(&detail::billing_of, "instance_count_in_resource")};
}

}  // namespace roster::inline v0::eas
