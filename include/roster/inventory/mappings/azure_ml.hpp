// SPDX-License-Identifier: BSL-1.0
#pragma once
// The mapping of Azure Machine Learning online endpoints to model_service.

#include <roster/catalog/azure_ml.hpp>
#include <roster/inventory/detail/text_parts.hpp>
#include <roster/inventory/maps.hpp>
#include <string>

namespace roster::inline v0::azure_ml {
namespace detail {

inline std::string subscription_of(const online_endpoint& item) {
  return roster::detail::segment_after(item.id, "subscriptions");
}

}  // namespace detail

/// Source: Azure Machine Learning REST reference, Online Endpoints - List. Models, accelerators and replicas belong to
/// the deployments of an endpoint, another list.
constexpr auto service_mapping(const online_endpoint*) {
  using s = model_service;
  using properties = endpoint_properties;
  using enum provisioning_state;
  return maps{from<&s::vendor>("azure"),
              from<&s::api>("azure-ml"),
              from<&s::account>(&detail::subscription_of, "id"),
              from<&s::region>(path<&online_endpoint::location>),
              from<&s::id>(path<&online_endpoint::id>),
              from<&s::name>(path<&online_endpoint::name>),
              from<&s::state>(path<&online_endpoint::properties, &properties::provisioning_state>,
                              {{creating, service_state::deploying},
                               {deleting, service_state::stopping},
                               {succeeded, service_state::running},
                               {failed, service_state::failed},
                               {updating, service_state::updating},
                               {canceled, service_state::failed}}),
              from<&s::raw_state>(path<&online_endpoint::properties, &properties::provisioning_state>),
              from<&s::urls>(path<&online_endpoint::properties, &properties::scoring_uri>),
              from<&s::created>(path<&online_endpoint::system_data, &system_data::created_at>),
              from<&s::updated>(path<&online_endpoint::system_data, &system_data::last_modified_at>),
              from<&s::labels>(path<&online_endpoint::tags>)};
}

}  // namespace roster::inline v0::azure_ml
