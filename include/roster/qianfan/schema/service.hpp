// SPDX-License-Identifier: BSL-1.0
#pragma once
// One Qianfan service in a DescribeServices response: every member of the page's tables and of its sample, plus any
// that the vendor adds.

#include <cstdint>
#include <optional>
#include <roster/config.hpp>
#include <roster/qianfan/schema/enums.hpp>
#include <roster/schema/check_members.hpp>
#include <roster/schema/flag.hpp>
#include <roster/schema/json_text.hpp>
#include <roster/schema/utc_time.hpp>
#include <string>

namespace roster::inline v0::qianfan {

/// The resources that were bought for a service.
struct resource_config {
  std::optional<open_enum<qianfan::resource_type>> type{};  ///< what a replica runs on
  std::optional<double> qps{};                         ///< capacity of one replica. Units: queries a second
  std::optional<std::int64_t> replicas_count{};        ///< replicas bought
  std::optional<open_enum<qianfan::region>> region{};  ///< the region of the resource
  unknown_fields unknown{};                            ///< members that are not documented

  friend bool operator==(const resource_config&, const resource_config&) = default;
};

/// The resources that a service is deployed on.
struct deployment_config {
  std::optional<open_enum<qianfan::resource_type>> type{};  ///< what a replica runs on
  std::optional<open_enum<qianfan::region>> region{};       ///< the region of the resource
  std::optional<double> qps{};  ///< capacity of one replica. Units: queries a second
  std::optional<std::int64_t> replicas_compute_unit_count{};  ///< computing units of one replica
  std::optional<std::int64_t> replicas_count{};               ///< replicas deployed in total
  unknown_fields unknown{};                                   ///< members that are not documented

  friend bool operator==(const deployment_config&, const deployment_config&) = default;
};

/// Where a service's logs are delivered. Its members are present only when logs are enabled.
struct log_store_config {
  std::optional<std::string> log_region{};      ///< the region of the log store
  std::optional<std::string> log_project{};     ///< the name of the log group
  std::optional<std::string> log_store_name{};  ///< the name of the log store
  unknown_fields unknown{};                     ///< members that are not documented

  friend bool operator==(const log_store_config&, const log_store_config&) = default;
};

/// A service.
/// Source: Qianfan DescribeServices, the table of serviceList; scale_status is in its sample only.
struct ROSTER_VISIBLE service {
  std::string service_id{};                   ///< the id, "svco-…"
  std::optional<std::string> base_model{};    ///< the version of its base model
  std::optional<std::string> model_set_id{};  ///< the id of the model, "am-…"
  std::optional<std::string> model_id{};      ///< the id of the model's version, "amv-…"
  std::string name{};                         ///< the name
  std::optional<std::string> description{};   ///< the owner's description
  std::optional<std::string> url{};           ///< its URL; version 2 has one URL for all services
  std::optional<std::string> endpoint{};  ///< its access point, which distinguishes the services of version 2
  std::optional<open_enum<qianfan::service_type>> service_type{};    ///< its task
  open_enum<qianfan::run_status> run_status{};                       ///< the lifecycle status
  std::optional<open_enum<qianfan::scale_status>> scale_status{};    ///< whether it is being scaled
  std::optional<open_enum<qianfan::update_status>> update_status{};  ///< whether it is being updated
  std::optional<open_enum<qianfan::charge_type>> charge_type{};      ///< its billing unit
  std::optional<open_enum<qianfan::pay_type>> pay_type{};            ///< its payment type
  std::optional<open_enum<qianfan::charge_status>> charge_status{};  ///< whether charging has begun
  std::optional<qianfan::resource_config> resource_config{};         ///< the resources bought for it
  std::optional<qianfan::deployment_config> deployment_config{};     ///< the resources that it is deployed on
  flag is_model_updating{};                                          ///< its model version is being changed
  flag enable_logs{};                                                ///< its logs are delivered
  std::optional<qianfan::log_store_config> log_store_config{};       ///< where its logs are delivered
  std::optional<std::string> creator{};                              ///< who created it, masked: "百里**"
  utc_time create_time{};                                            ///< when it was created
  std::optional<std::int64_t> protocol_version{};                    ///< its protocol version, 1 or 2
  unknown_fields unknown{};                                          ///< members that are not documented

  friend bool operator==(const service&, const service&) = default;
};

}  // namespace roster::inline v0::qianfan

namespace roster::inline v0::detail {
template <>
inline constexpr bool is_checked_by_tests<qianfan::service> = true;
}  // namespace roster::inline v0::detail
