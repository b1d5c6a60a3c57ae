// SPDX-License-Identifier: BSL-1.0
#pragma once
// The mapping of Fireworks AI deployments to model_service.

#include <roster/catalog/fireworks.hpp>
#include <roster/inventory/detail/text_parts.hpp>
#include <roster/inventory/maps.hpp>
#include <string>

namespace roster::inline v0::fireworks {
namespace detail {

inline std::string account_of(const deployment& item) {
  return roster::detail::segment_after(item.name, "accounts");
}

}  // namespace detail

/// Source: Fireworks AI API reference, List Deployments. A deployment is ready while it is scaled to zero replicas, too.
constexpr auto service_mapping(const deployment*) {
  using s = model_service;
  using enum deployment_state;
  return maps{from<&s::vendor>("fireworks"),
              from<&s::api>("fireworks"),
              from<&s::account>(&detail::account_of, "name"),
              from<&s::region>(path<&deployment::region>),
              from<&s::id>(path<&deployment::name>),
              from<&s::name>(path<&deployment::display_name>),
              from<&s::state>(path<&deployment::state>, {{unspecified, service_state::unknown},
                                                         {creating, service_state::deploying},
                                                         {ready, service_state::running},
                                                         {deleting, service_state::stopping},
                                                         {failed, service_state::failed},
                                                         {updating, service_state::updating},
                                                         {deleted, service_state::deleted}}),
              from<&s::raw_state>(path<&deployment::state>),
              from<&s::model>(path<&deployment::base_model>),
              from<&s::ready_replicas>(path<&deployment::replica_stats, &replica_stats::ready_replica_count>),
              from<&s::wanted_replicas>(path<&deployment::desired_replica_count>),
              from<&s::accelerator>(path<&deployment::accelerator_type>),
              from<&s::accelerators>(path<&deployment::accelerator_count>),
              from<&s::created>(path<&deployment::create_time>),
              from<&s::updated>(path<&deployment::update_time>),
              from<&s::billing>(path<&deployment::pricing_plan_id>)};
}

}  // namespace roster::inline v0::fireworks
