// SPDX-License-Identifier: BSL-1.0
#pragma once
// The mapping of Replicate deployments to model_service.

#include <optional>
#include <roster/catalog/replicate.hpp>
#include <roster/inventory/maps.hpp>
#include <string>

namespace roster::inline v0::replicate {
namespace detail {

inline std::string id_of(const deployment& item) { return item.owner + '/' + item.name; }

/// A deployment is stopped by a maximum of no instances.
inline service_state state_of(const deployment& item) {
  if (!item.current_release || !item.current_release->configuration) return service_state::unknown;
  const auto& limit = item.current_release->configuration->max_instances;
  if (!limit) return service_state::unknown;
  return *limit > 0 ? service_state::running : service_state::stopped;
}

}  // namespace detail

/// Source: Replicate HTTP API, deployments.list. It has no status.
constexpr auto service_mapping(const deployment*) {
  using s = model_service;
  return maps{from<&s::vendor>("replicate"),
              from<&s::api>("replicate"),
              from<&s::account>(path<&deployment::owner>),
              from<&s::id>(&detail::id_of, "owner, name"),
              from<&s::name>(path<&deployment::name>),
              from<&s::state>(&detail::state_of, "current_release.configuration.max_instances"),
              from<&s::model>(path<&deployment::current_release, &release::model>),
              from<&s::accelerator>(
                  path<&deployment::current_release, &release::configuration, &configuration::hardware>),
              from<&s::updated>(path<&deployment::current_release, &release::created_at>)};
}

}  // namespace roster::inline v0::replicate
