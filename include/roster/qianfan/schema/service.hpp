// SPDX-License-Identifier: BSL-1.0
#pragma once
// One Qianfan service as DescribeServices answers it: every member of the page's tables and of its sample,
// and whatever the vendor adds next.

#include <cstdint>
#include <optional>
#include <roster/qianfan/schema/enums.hpp>
#include <roster/schema/flag.hpp>
#include <roster/schema/unknown_fields.hpp>
#include <roster/schema/utc_time.hpp>
#include <string>

namespace roster::inline v0::qianfan {

/// What was bought for a service.
struct resource_config {
  std::optional<open_enum<qianfan::resource_type>> type{};  ///< what a replica runs on
  std::optional<double> qps{};                         ///< what one replica can do. Units: queries a second
  std::optional<std::int64_t> replicas_count{};        ///< replicas bought
  std::optional<open_enum<qianfan::region>> region{};  ///< the region of the resource
  unknown_fields unknown{};                            ///< members that are not documented

  friend bool operator==(const resource_config&, const resource_config&) = default;
};

/// What a service is deployed on.
struct deployment_config {
  std::optional<open_enum<qianfan::resource_type>> type{};  ///< what a replica runs on
  std::optional<open_enum<qianfan::region>> region{};       ///< the region of the resource
  std::optional<double> qps{};  ///< what one replica can do. Units: queries a second
  std::optional<std::int64_t> replicas_compute_unit_count{};  ///< computing units of one replica
  std::optional<std::int64_t> replicas_count{};               ///< replicas deployed in all
  unknown_fields unknown{};                                   ///< members that are not documented

  friend bool operator==(const deployment_config&, const deployment_config&) = default;
};

/// Where a service's logs go. Its members are answered only when logs are enabled.
struct log_store_config {
  std::optional<std::string> log_region{};      ///< the region of the log store
  std::optional<std::string> log_project{};     ///< the name of the log group
  std::optional<std::string> log_store_name{};  ///< the name of the log store
  unknown_fields unknown{};                     ///< members that are not documented

  friend bool operator==(const log_store_config&, const log_store_config&) = default;
};

/// A service.
/// Source: Qianfan DescribeServices, the table of serviceList; scale_status is in its sample only.
struct service {
  std::string service_id{};                   ///< the id, "svco-…"
  std::optional<std::string> base_model{};    ///< the version of the model at its base
  std::optional<std::string> model_set_id{};  ///< the id of the model, "am-…"
  std::optional<std::string> model_id{};      ///< the id of the model's version, "amv-…"
  std::string name{};                         ///< the name
  std::optional<std::string> description{};   ///< what the owner says about it
  std::optional<std::string> url{};           ///< where it is called; version 2 has one url for all services
  std::optional<std::string> endpoint{};      ///< its access point, which tells version 2 services apart
  std::optional<open_enum<qianfan::service_type>> service_type{};    ///< what it does
  open_enum<qianfan::run_status> run_status{};                       ///< where it is in its life
  std::optional<open_enum<qianfan::scale_status>> scale_status{};    ///< whether it is being scaled
  std::optional<open_enum<qianfan::update_status>> update_status{};  ///< whether it is being updated
  std::optional<open_enum<qianfan::charge_type>> charge_type{};      ///< what it is charged by
  std::optional<open_enum<qianfan::pay_type>> pay_type{};            ///< when it is paid for
  std::optional<open_enum<qianfan::charge_status>> charge_status{};  ///< whether charging has begun
  std::optional<qianfan::resource_config> resource_config{};         ///< what was bought for it
  std::optional<qianfan::deployment_config> deployment_config{};     ///< what it is deployed on
  flag is_model_updating{};                                          ///< its model's version is being changed
  flag enable_logs{};                                                ///< its logs are delivered
  std::optional<qianfan::log_store_config> log_store_config{};       ///< where its logs go
  std::optional<std::string> creator{};                              ///< who created it, masked: "百里**"
  utc_time create_time{};                                            ///< when it was created
  std::optional<std::int64_t> protocol_version{};                    ///< its version, 1 or 2
  unknown_fields unknown{};                                          ///< members that are not documented

  friend bool operator==(const service&, const service&) = default;
};

}  // namespace roster::inline v0::qianfan
