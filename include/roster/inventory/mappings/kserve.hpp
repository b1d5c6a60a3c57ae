// SPDX-License-Identifier: BSL-1.0
#pragma once
// The mapping of KServe InferenceServices to model_service.

#include <charconv>
#include <optional>
#include <roster/catalog/kserve.hpp>
#include <roster/inventory/maps.hpp>
#include <string>

namespace roster::inline v0::kserve {
namespace detail {

inline bool is_true(const inference_service_status& status, condition_type type) {
  for (const auto& one : status.conditions)
    if (one.type == type) return one.status == condition_status::true_;
  return false;
}

/// The state by the conditions and the status of the model, which are all that the API has.
inline service_state state_of(const inference_service& item) {
  if (item.metadata.deletion_timestamp) return service_state::stopping;
  if (!item.status) return service_state::pending;
  if (is_true(*item.status, condition_type::stopped)) return service_state::stopped;
  const auto model = item.status->model_status.value_or(model_status{});
  const auto states = model.states.value_or(model_states{});
  const bool ready = is_true(*item.status, condition_type::ready);
  if (ready && model.transition_status == transition_status::in_progress) return service_state::updating;
  if (ready) return service_state::running;
  if (model.transition_status == transition_status::blocked_by_failed_load ||
      model.transition_status == transition_status::invalid_spec ||
      states.active_model_state == model_state::failed_to_load ||
      states.target_model_state == model_state::failed_to_load)
    return service_state::failed;
  return states.active_model_state == model_state::loaded ? service_state::updating
                                                          : service_state::deploying;
}

/// The condition Ready with its reason: "Ready=False, MinimumReplicasUnavailable".
inline std::optional<std::string> raw_state_of(const inference_service& item) {
  if (item.status)
    for (const auto& one : item.status->conditions)
      if (one.type == condition_type::ready)
        return "Ready=" + std::string(one.status.text()) + (one.reason ? ", " + *one.reason : "");
  return std::nullopt;
}

/// GPUs of NVIDIA in the limits of the model's container.
inline std::optional<double> gpus_of(const inference_service& item) {
  if (!item.spec || !item.spec->predictor || !item.spec->predictor->model) return std::nullopt;
  const auto& resources = item.spec->predictor->model->resources;
  if (!resources) return std::nullopt;
  const auto found = resources->limits.find("nvidia.com/gpu");
  if (found == resources->limits.end()) return std::nullopt;
  int count = 0;
  const auto* const end = found->second.data() + found->second.size();
  const auto read = std::from_chars(found->second.data(), end, count);
  if (read.ec != std::errc{} || read.ptr != end) return std::nullopt;
  return static_cast<double>(count);
}

}  // namespace detail

/// Source: KServe, control plane API v1beta1. The account is not known; the namespace is not one.
constexpr auto service_mapping(const inference_service*) {
  using s = model_service;
  using item = inference_service;
  return maps{from<&s::vendor>("kserve"),
              from<&s::api>("kserve"),
              from<&s::id>(path<&item::metadata, &object_metadata::uid>),
              from<&s::name>(path<&item::metadata, &object_metadata::name>),
              from<&s::state>(&detail::state_of,
                              "metadata.deletion_timestamp, status.conditions, status.model_status"),
              from<&s::raw_state>(&detail::raw_state_of, "status.conditions"),
              from<&s::model>(path<&item::spec, &inference_service_spec::predictor, &predictor_spec::model,
                                   &model_spec::storage_uri>),
              from<&s::ready_replicas>(path<&item::status, &inference_service_status::model_status,
                                            &model_status::copies, &model_copies::total_copies>),
              from<&s::accelerators>(&detail::gpus_of, "spec.predictor.model.resources"),
              from<&s::urls>(path<&item::status, &inference_service_status::url>,
                             path<&item::status, &inference_service_status::address, &address::url>),
              from<&s::created>(path<&item::metadata, &object_metadata::creation_timestamp>),
              from<&s::labels>(path<&item::metadata, &object_metadata::labels>)};
}

}  // namespace roster::inline v0::kserve
