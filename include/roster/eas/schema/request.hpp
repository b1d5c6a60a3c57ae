// SPDX-License-Identifier: BSL-1.0
#pragma once
// The 27 query parameters of ListServices, all optional. A separate file, so that the warning about the deprecated
// one is suppressed in one place.

#include <cstdint>
#include <map>
#include <optional>
#include <roster/eas/schema/enums.hpp>
#include <roster/schema/flag.hpp>
#include <string>

namespace roster::inline v0::eas {

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"  // copying and comparing touch resource_name

/// The parameters of ListServices. A member that is not set is not sent.
/// Source: PAI ListServices 2021-07-01, request parameters.
struct list_services_request {
  /// The field to sort by, such as "CreateTime"; the permitted fields are not documented. Times sort newest first
  /// unless `order` says otherwise.
  std::optional<std::string> sort{};
  /// The direction of the sort; descending by default.
  std::optional<open_enum<eas::order>> order{};
  /// Part of the service's name.
  std::optional<std::string> filter{};
  /// The page number, from 1. Set by the library.
  std::optional<std::int64_t> page_number{};
  /// Services on a page, 100 by default; no maximum is documented. Set by the library unless it is set.
  std::optional<std::int64_t> page_size{};
  /// The group that the service belongs to.
  std::optional<std::string> group_name{};
  /// The id of the main service, to find the member services of its Band.
  std::optional<std::string> parent_service_uid{};
  /// The kind of workload.
  std::optional<open_enum<eas::service_type>> service_type{};
  /// Labels that the service must have, all of them; without a value (or with "") only the key must match.
  std::map<std::string, std::optional<std::string>> label{};
  /// The lifecycle status of the service.
  std::optional<open_enum<eas::service_status>> service_status{};
  /// The name of the service, in full.
  std::optional<std::string> service_name{};
  /// The id of the service.
  std::optional<std::string> service_uid{};
  /// The name or the id of the resource group.
  [[deprecated("roster: the vendor has replaced resource_name; use resource_id or resource_alias_name")]]
  std::optional<std::string> resource_name{};
  /// The id of the workspace.
  std::optional<std::string> workspace_id{};
  /// The id of the quota.
  std::optional<std::string> quota_id{};
  /// The id of the private gateway.
  std::optional<std::string> gateway{};
  /// The role of the service.
  std::optional<open_enum<eas::role>> role{};
  /// The kind of resource that the service runs on.
  std::optional<open_enum<eas::resource_type>> resource_type{};
  /// Whether services without a workspace are listed too; they are by default.
  flag include_no_workspace{};
  /// The name that the customer gave the resource group.
  std::optional<std::string> resource_alias_name{};
  /// The id of the resource group.
  std::optional<std::string> resource_id{};
  /// Whether the service may burst into an elastic resource pool.
  flag resource_burstable{};
  /// Whether cron autoscaling (scheduled scaling) is enabled.
  flag cronscaler_enabled{};
  /// Whether autoscaling by load is enabled.
  flag autoscaler_enabled{};
  /// Whether the service takes the traffic of its group; meaningful for grouped services only.
  std::optional<open_enum<eas::traffic_state>> traffic_state{};
  /// The account (UID) that created the service.
  std::optional<std::string> caller_uid{};
  /// How the service can be reached, such as "PUBLIC"; its values are not documented. Only the vendor's SDK has this
  /// parameter (since 7.6.0); the documentation page does not.
  std::optional<std::string> accessibility{};

  friend bool operator==(const list_services_request&, const list_services_request&) = default;
};

#pragma GCC diagnostic pop

}  // namespace roster::inline v0::eas
