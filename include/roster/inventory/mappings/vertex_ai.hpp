// SPDX-License-Identifier: BSL-1.0
#pragma once
// The mapping of Vertex AI endpoints to model_service.

#include <algorithm>
#include <cstdint>
#include <optional>
#include <roster/catalog/vertex_ai.hpp>
#include <roster/inventory/detail/text_parts.hpp>
#include <roster/inventory/maps.hpp>
#include <string>
#include <vector>

namespace roster::inline v0::vertex_ai {
namespace detail {

inline std::string project_of(const endpoint& item) {
  return roster::detail::segment_after(item.name, "projects");
}
inline std::string location_of(const endpoint& item) {
  return roster::detail::segment_after(item.name, "locations");
}

inline std::optional<std::int64_t> available_of(const deployed_model& one) {
  return one.status ? one.status->available_replica_count : std::nullopt;
}

/// Replicas of all deployed models; nothing if one of them does not return its number.
inline std::optional<std::int64_t> ready_replicas_of(const endpoint& item) {
  std::int64_t sum = 0;
  for (const auto& one : item.deployed_models) {
    const auto part = available_of(one);
    if (!part) return std::nullopt;
    sum += *part;
  }
  return item.deployed_models.empty() ? std::nullopt : std::optional(sum);
}

/// An endpoint without models is stopped and not billed. A model without a number of replicas serves.
inline service_state state_of(const endpoint& item) {
  if (item.deployed_models.empty()) return service_state::stopped;
  bool serves = false;
  bool whole = true;
  for (const auto& one : item.deployed_models) {
    const auto available = available_of(one);
    serves = serves || available.value_or(1) > 0;
    const auto least = one.dedicated_resources ? one.dedicated_resources->min_replica_count.value_or(1) : 1;
    whole = whole && (!available || *available >= least);
  }
  if (!serves) return service_state::deploying;
  return whole ? service_state::running : service_state::degraded;
}

/// Returns the value that all deployed models have in common.
template <class Value>
std::optional<std::string> common_of(const endpoint& item, Value value) {
  roster::detail::common_value out;
  for (const auto& one : item.deployed_models) out.add(value(one));
  return out.get();
}
inline std::optional<std::string> model_of(const endpoint& item) {
  return common_of(item, [](const deployed_model& one) { return one.model; });
}
inline const vertex_ai::machine_spec* machine_of(const deployed_model& one) {
  return one.dedicated_resources && one.dedicated_resources->machine_spec
             ? &*one.dedicated_resources->machine_spec
             : nullptr;
}
inline std::optional<std::string> accelerator_of(const endpoint& item) {
  return common_of(item, [](const deployed_model& one) -> std::optional<std::string> {
    const auto* const machine = machine_of(one);
    return machine != nullptr ? machine->accelerator_type : std::nullopt;
  });
}

/// Accelerators of each machine, if it is the same for all deployed models.
inline std::optional<double> accelerators_of(const endpoint& item) {
  std::optional<std::int64_t> count;
  for (const auto& one : item.deployed_models) {
    const auto* const machine = machine_of(one);
    if (machine == nullptr || !machine->accelerator_count) return std::nullopt;
    if (count && *count != *machine->accelerator_count) return std::nullopt;
    count = machine->accelerator_count;
  }
  return count ? std::optional(static_cast<double>(*count)) : std::nullopt;
}

inline std::vector<std::string> urls_of(const endpoint& item) {
  std::vector<std::string> out;
  if (item.dedicated_endpoint_dns && !item.dedicated_endpoint_dns->empty())
    out.push_back("https://" + *item.dedicated_endpoint_dns);
  for (const auto& one : item.deployed_models)
    if (one.private_endpoints && one.private_endpoints->predict_http_uri)
      out.push_back(*one.private_endpoints->predict_http_uri);
  return out;
}

inline std::optional<std::string> billing_of(const endpoint& item) {
  const bool spot =
      std::any_of(item.deployed_models.begin(), item.deployed_models.end(), [](const deployed_model& one) {
        return one.dedicated_resources && one.dedicated_resources->spot.value_or(false);
      });
  return spot ? std::optional<std::string>("spot") : std::nullopt;
}

}  // namespace detail

/// Source: Vertex AI REST reference, projects.locations.endpoints.list. It has no state.
constexpr auto service_mapping(const endpoint*) {
  using s = model_service;
  return maps{from<&s::vendor>("gcp"),
              from<&s::api>("vertex-ai"),
              from<&s::account>(&detail::project_of, "name"),
              from<&s::region>(&detail::location_of, "name"),
              from<&s::id>(path<&endpoint::name>),
              from<&s::name>(path<&endpoint::display_name>),
              from<&s::state>(&detail::state_of, "deployed_models"),
              from<&s::model>(&detail::model_of, "deployed_models"),
              from<&s::ready_replicas>(&detail::ready_replicas_of, "deployed_models"),
              from<&s::accelerator>(&detail::accelerator_of, "deployed_models"),
              from<&s::accelerators>(&detail::accelerators_of, "deployed_models"),
              from<&s::urls>(&detail::urls_of, "dedicated_endpoint_dns, deployed_models"),
              from<&s::created>(path<&endpoint::create_time>),
              from<&s::updated>(path<&endpoint::update_time>),
              from<&s::labels>(path<&endpoint::labels>),
              from<&s::billing>(&detail::billing_of, "deployed_models")};
}

}  // namespace roster::inline v0::vertex_ai
