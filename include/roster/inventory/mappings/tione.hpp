// SPDX-License-Identifier: BSL-1.0
#pragma once
// The mapping of groups of inference services of Tencent Cloud TI-ONE to model_service.

#include <cstdint>
#include <map>
#include <optional>
#include <roster/catalog/tione.hpp>
#include <roster/inventory/detail/text_parts.hpp>
#include <roster/inventory/maps.hpp>
#include <string>

namespace roster::inline v0::tione {
namespace detail {

/// A group whose traffic weights are being changed still serves.
inline service_state refined_state(const service_group& item, service_state state) {
  const bool changing = item.weight_update_status == weight_update_status::updating;
  return state == service_state::running && changing ? service_state::updating : state;
}

/// Returns the sum of a count over all services of a group; nothing if one of them lacks it.
template <class Count>
std::optional<std::int64_t> sum_of(const service_group& item, Count count) {
  std::int64_t sum = 0;
  for (const auto& one : item.services) {
    const auto part = one.service_info ? count(*one.service_info) : std::nullopt;
    if (!part) return std::nullopt;
    sum += *part;
  }
  return item.services.empty() ? std::nullopt : std::optional(sum);
}
inline std::optional<std::int64_t> ready_replicas_of(const service_group& item) {
  return sum_of(item, [](const service_info& one) {
    return one.status ? one.status->ready_replicas : std::optional<std::int64_t>();
  });
}
inline std::optional<std::int64_t> wanted_replicas_of(const service_group& item) {
  return sum_of(item, [](const service_info& one) { return one.replicas; });
}

/// Returns the value that all services of a group have in common.
template <class Value>
std::optional<std::string> common_of(const service_group& item, Value value) {
  roster::detail::common_value out;
  for (const auto& one : item.services) out.add(value(one));
  return out.get();
}
inline std::optional<std::string> region_of(const service_group& item) {
  return common_of(item, [](const service& one) { return one.region; });
}
inline std::optional<std::string> model_of(const service_group& item) {
  return common_of(item, [](const service& one) -> std::optional<std::string> {
    if (!one.service_info || !one.service_info->model_info) return std::nullopt;
    return one.service_info->model_info->model_name;
  });
}
inline std::optional<std::string> accelerator_of(const service_group& item) {
  return common_of(item, [](const service& one) -> std::optional<std::string> {
    if (!one.service_info || !one.service_info->resources) return std::nullopt;
    return one.service_info->resources->gpu_type;
  });
}
inline std::optional<std::string> billing_of(const service_group& item) {
  const auto type = common_of(item, [](const service& one) { return one.charge_type; });
  if (type == "PREPAID") return "prepaid";
  if (type == "POSTPAID_BY_HOUR") return "postpaid";
  return type;
}

/// Cards of a replica, if it is the same in all services; the API counts hundredths.
inline std::optional<double> accelerators_of(const service_group& item) {
  std::optional<std::int64_t> count;
  for (const auto& one : item.services) {
    if (!one.service_info || !one.service_info->resources) return std::nullopt;
    const auto& gpu = one.service_info->resources->gpu;
    if (!gpu || (count && *count != *gpu)) return std::nullopt;
    count = gpu;
  }
  return count ? std::optional(static_cast<double>(*count) / 100) : std::nullopt;
}

inline std::map<std::string, std::string> labels_of(const service_group& item) {
  std::map<std::string, std::string> out;
  for (const auto& one : item.tags) out[one.tag_key] = one.tag_value;
  return out;
}

}  // namespace detail

/// Source: Tencent Cloud TI-ONE API reference, DescribeModelServiceGroups. The replicas are those of the services, since
/// the descriptions of the group's counts contradict their names.
constexpr auto service_mapping(const service_group*) {
  using s = model_service;
  using enum service_status;
  return maps{from<&s::vendor>("tencent_cloud"),
              from<&s::api>("ti-one"),
              from<&s::account>(path<&service_group::uin>),
              from<&s::region>(&detail::region_of, "services"),
              from<&s::id>(path<&service_group::service_group_id>),
              from<&s::name>(path<&service_group::service_group_name>),
              from<&s::state>(path<&service_group::status>,
                              {{creating, service_state::deploying},
                               {create_failed, service_state::failed},
                               {timeout_exception, service_state::failed},
                               {normal, service_state::running},
                               {abnormal, service_state::failed},
                               {waiting, service_state::pending},
                               {pending, service_state::deploying},
                               {stopping, service_state::stopping},
                               {stopped, service_state::stopped}},
                              &detail::refined_state),
              from<&s::raw_state>(path<&service_group::status>),
              from<&s::model>(&detail::model_of, "services"),
              from<&s::ready_replicas>(&detail::ready_replicas_of, "services"),
              from<&s::wanted_replicas>(&detail::wanted_replicas_of, "services"),
              from<&s::accelerator>(&detail::accelerator_of, "services"),
              from<&s::accelerators>(&detail::accelerators_of, "services"),
              from<&s::created>(path<&service_group::create_time>),
              from<&s::updated>(path<&service_group::update_time>),
              from<&s::labels>(&detail::labels_of, "tags"),
              from<&s::billing>(&detail::billing_of, "services")};
}

}  // namespace roster::inline v0::tione
