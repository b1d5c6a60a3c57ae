// SPDX-License-Identifier: BSL-1.0
#pragma once
// The mappings of Amazon SageMaker endpoints and inference components to model_service.

#include <roster/catalog/sagemaker.hpp>
#include <roster/inventory/detail/text_parts.hpp>
#include <roster/inventory/maps.hpp>
#include <string>

namespace roster::inline v0::sagemaker {
namespace detail {

inline std::string account_of(const endpoint& item) {
  return roster::detail::account_of_arn(item.endpoint_arn);
}
inline std::string region_of(const endpoint& item) {
  return roster::detail::region_of_arn(item.endpoint_arn);
}
inline std::string account_of_component(const inference_component& item) {
  return roster::detail::account_of_arn(item.inference_component_arn);
}
inline std::string region_of_component(const inference_component& item) {
  return roster::detail::region_of_arn(item.inference_component_arn);
}

}  // namespace detail

/// Source: Amazon SageMaker API reference, ListEndpoints. Models, instances and tags are returned by other operations.
constexpr auto service_mapping(const endpoint*) {
  using s = model_service;
  using enum endpoint_status;
  return maps{
      from<&s::vendor>("aws"),
      from<&s::api>("sagemaker"),
      from<&s::account>(&detail::account_of, "endpoint_arn"),
      from<&s::region>(&detail::region_of, "endpoint_arn"),
      from<&s::id>(path<&endpoint::endpoint_arn>),
      from<&s::name>(path<&endpoint::endpoint_name>),
      from<&s::state>(path<&endpoint::endpoint_status>, {{out_of_service, service_state::stopped},
                                                         {creating, service_state::deploying},
                                                         {updating, service_state::updating},
                                                         {system_updating, service_state::updating},
                                                         {rolling_back, service_state::updating},
                                                         {in_service, service_state::running},
                                                         {deleting, service_state::stopping},
                                                         {failed, service_state::failed},
                                                         {update_rollback_failed, service_state::failed}}),
      from<&s::raw_state>(path<&endpoint::endpoint_status>),
      from<&s::created>(path<&endpoint::creation_time>),
      from<&s::updated>(path<&endpoint::last_modified_time>)};
}

/// Source: Amazon SageMaker API reference, ListInferenceComponents. Copies are returned by another operation.
constexpr auto service_mapping(const inference_component*) {
  using s = model_service;
  using item = inference_component;
  using enum component_status;
  return maps{from<&s::vendor>("aws"),
              from<&s::api>("sagemaker"),
              from<&s::account>(&detail::account_of_component, "inference_component_arn"),
              from<&s::region>(&detail::region_of_component, "inference_component_arn"),
              from<&s::id>(path<&item::inference_component_arn>),
              from<&s::name>(path<&item::inference_component_name>),
              from<&s::state>(path<&item::inference_component_status>, {{in_service, service_state::running},
                                                                        {creating, service_state::deploying},
                                                                        {updating, service_state::updating},
                                                                        {failed, service_state::failed},
                                                                        {deleting, service_state::stopping}}),
              from<&s::raw_state>(path<&item::inference_component_status>),
              from<&s::created>(path<&item::creation_time>),
              from<&s::updated>(path<&item::last_modified_time>)};
}

}  // namespace roster::inline v0::sagemaker
