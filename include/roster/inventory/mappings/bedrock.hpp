// SPDX-License-Identifier: BSL-1.0
#pragma once
// The mapping of provisioned throughputs of Amazon Bedrock to model_service.

#include <optional>
#include <roster/catalog/bedrock.hpp>
#include <roster/inventory/detail/text_parts.hpp>
#include <roster/inventory/maps.hpp>
#include <string>

namespace roster::inline v0::bedrock {
namespace detail {

inline std::string account_of(const provisioned_model& item) {
  return roster::detail::account_of_arn(item.provisioned_model_arn);
}
inline std::string region_of(const provisioned_model& item) {
  return roster::detail::region_of_arn(item.provisioned_model_arn);
}
inline std::optional<std::string> billing_of(const provisioned_model& item) {
  return item.commitment_duration ? std::optional<std::string>("committed") : std::nullopt;
}

}  // namespace detail

/// Source: Amazon Bedrock API reference, ListProvisionedModelThroughputs. Its replicas are model units.
constexpr auto service_mapping(const provisioned_model*) {
  using s = model_service;
  using enum throughput_status;
  return maps{from<&s::vendor>("aws"),
              from<&s::api>("bedrock"),
              from<&s::account>(&detail::account_of, "provisioned_model_arn"),
              from<&s::region>(&detail::region_of, "provisioned_model_arn"),
              from<&s::id>(path<&provisioned_model::provisioned_model_arn>),
              from<&s::name>(path<&provisioned_model::provisioned_model_name>),
              from<&s::state>(path<&provisioned_model::status>, {{creating, service_state::deploying},
                                                                 {in_service, service_state::running},
                                                                 {updating, service_state::updating},
                                                                 {failed, service_state::failed}}),
              from<&s::raw_state>(path<&provisioned_model::status>),
              from<&s::model>(path<&provisioned_model::model_arn>),
              from<&s::ready_replicas>(path<&provisioned_model::model_units>),
              from<&s::wanted_replicas>(path<&provisioned_model::desired_model_units>),
              from<&s::created>(path<&provisioned_model::creation_time>),
              from<&s::updated>(path<&provisioned_model::last_modified_time>),
              from<&s::billing>(&detail::billing_of, "commitment_duration")};
}

}  // namespace roster::inline v0::bedrock
