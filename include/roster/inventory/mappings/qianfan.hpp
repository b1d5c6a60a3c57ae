// SPDX-License-Identifier: BSL-1.0
#pragma once
// The mapping of Qianfan services to model_service.

#include <optional>
#include <roster/inventory/maps.hpp>
#include <roster/qianfan/schema/service.hpp>
#include <string>

namespace roster::inline v0::qianfan {
namespace detail {

/// A service that is being scaled or updated still serves.
inline service_state refined_state(const service& item, service_state state) {
  const bool scaling =
      item.scale_status && !item.scale_status->empty() && *item.scale_status != scale_status::none;
  const bool updating =
      item.update_status && !item.update_status->empty() && *item.update_status != update_status::none;
  const bool changing = scaling || updating || item.is_model_updating.value_or(false);
  return state == service_state::running && changing ? service_state::updating : state;
}

/// The kind of accelerator, "GPU-I-2"; absent on processors.
inline std::optional<std::string> accelerator_of(const service& item) {
  std::string type;
  if (item.resource_config && item.resource_config->type) type = item.resource_config->type->text();
  if (item.deployment_config && item.deployment_config->type) type = item.deployment_config->type->text();
  if (!type.starts_with("GPU-")) return std::nullopt;
  return type;
}

inline std::optional<std::string> billing_of(const service& item) {
  if (item.charge_status == charge_status::free) return "free";
  if (!item.pay_type) return std::nullopt;
  if (*item.pay_type == pay_type::prepay) return "prepaid";
  if (*item.pay_type == pay_type::postpay) return "postpaid";
  if (*item.pay_type == "Prepay,Postpay") return "hybrid";
  return std::string(item.pay_type->text());
}

}  // namespace detail

/// Source: Qianfan DescribeServices, the table of serviceList. A service that was never published is stopped.
constexpr auto service_mapping(const service*) {
  using s = model_service;
  using resource = qianfan::resource_config;
  using deployment = qianfan::deployment_config;
  return maps{from<&s::vendor>("baidu_cloud"),
              from<&s::api>("qianfan"),
              from<&s::region>(path<&service::deployment_config, &deployment::region>,
                               path<&service::resource_config, &resource::region>),
              from<&s::id>(path<&service::service_id>),
              from<&s::name>(path<&service::name>),
              from<&s::state>(path<&service::run_status>,
                              {{run_status::new_, service_state::stopped},
                               {run_status::deploying, service_state::deploying},
                               {run_status::serving, service_state::running},
                               {run_status::failed, service_state::failed},
                               {run_status::stopped, service_state::stopped}},
                              &detail::refined_state),
              from<&s::raw_state>(path<&service::run_status>),
              from<&s::model>(path<&service::base_model>, path<&service::model_set_id>),
              from<&s::task>(path<&service::service_type>),
              from<&s::wanted_replicas>(path<&service::deployment_config, &deployment::replicas_count>),
              from<&s::accelerator>(&detail::accelerator_of, "deployment_config.type, resource_config.type"),
              from<&s::urls>(path<&service::url>),
              from<&s::created>(path<&service::create_time>),
              from<&s::billing>(&detail::billing_of, "pay_type, charge_status")};
}

}  // namespace roster::inline v0::qianfan
