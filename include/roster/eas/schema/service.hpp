// SPDX-License-Identifier: BSL-1.0
#pragma once
// One PAI-EAS service in a ListServices response: 53 members, plus any that the vendor adds.

#include <cstdint>
#include <optional>
#include <roster/config.hpp>
#include <roster/eas/schema/enums.hpp>
#include <roster/schema/check_members.hpp>
#include <roster/schema/flag.hpp>
#include <roster/schema/json_text.hpp>
#include <roster/schema/secret.hpp>
#include <roster/schema/utc_time.hpp>
#include <roster/schema/wire_name.hpp>
#include <string>
#include <vector>

namespace roster::inline v0::eas {

/// One label of a service.
struct label {
  std::optional<std::string> label_key{};    ///< its key
  std::optional<std::string> label_value{};  ///< its value
  unknown_fields unknown{};                  ///< members that are not documented

  friend bool operator==(const label&, const label&) = default;
};

/// The number of instances of a service by kind of resource.
/// Units: instances.
struct instance_count_in_resource {
  std::optional<std::int64_t> dedicated{};  ///< in a dedicated resource group
  std::optional<std::int64_t> public_{};    ///< in the shared resource group
  std::optional<std::int64_t> quota{};      ///< in a quota
  unknown_fields unknown{};                 ///< members that are not documented

  friend bool operator==(const instance_count_in_resource&, const instance_count_in_resource&) = default;
};

/// A service.
/// Source: PAI ListServices 2021-07-01, the Service structure and the vendor's SDK 7.10.
struct ROSTER_VISIBLE service {
  // Identity.
  std::string service_id{};                    ///< the unique id, "eas-m-…"
  std::string service_name{};                  ///< the name
  open_enum<eas::service_status> status{};     ///< the lifecycle status
  std::string region{};                        ///< the region that it runs in, "cn-shanghai"
  utc_time create_time{};                      ///< when it was created
  std::optional<utc_time> update_time{};       ///< when it was last updated
  std::optional<std::string> service_uid{};    ///< the id again; the vendor's sample ends it with a newline
  std::optional<std::string> service_group{};  ///< the group that it belongs to
  std::optional<std::string> namespace_{};     ///< the namespace that it is in
  std::optional<std::string> workspace_id{};   ///< the workspace that it belongs to
  std::optional<open_enum<eas::role>> role{};  ///< the role of the service
  std::optional<json_text> role_attrs{};       ///< details of the role, as JSON; rarely present in a list
  std::optional<std::string> workload_type{};  ///< the kind of workload; only the vendor's SDK has it
  std::optional<open_enum<eas::traffic_state>> traffic_state{};  ///< whether it takes its group's traffic
  std::vector<label> labels{};                                   ///< the labels on it

  // State.
  std::optional<std::string> message{};            ///< a description of the state
  std::optional<std::string> reason{};             ///< the reason for the state, one word
  std::optional<std::int64_t> total_instance{};    ///< all instances
  std::optional<std::int64_t> running_instance{};  ///< running instances
  std::optional<std::int64_t> pending_instance{};  ///< pending instances
  std::optional<eas::instance_count_in_resource> instance_count_in_resource{};  ///< by kind of resource

  // Resources of an instance.
  std::optional<std::int64_t> cpu{};                  ///< CPU cores requested
  std::optional<std::int64_t> memory{};               ///< memory requested. Units: MB
  std::optional<std::int64_t> gpu{};                  ///< GPUs requested
  std::optional<std::int64_t> gpu_core_percentage{};  ///< share of a shared GPU. Units: percent
  std::optional<std::int64_t> gpu_memory{};           ///< memory of a shared GPU. Units: not documented
  flag resource_burstable{};                          ///< it may burst into an elastic resource pool
  flag autoscaler_enabled{};                          ///< autoscaling by load is enabled
  flag cronscaler_enabled{};                          ///< cron autoscaling (scheduled scaling) is enabled

  // Where it runs.
  std::optional<std::string> resource{};        ///< the id of its resource group, "eas-r-…"
  std::optional<std::string> resource_alias{};  ///< the customer's name for that group
  std::optional<std::string> quota_id{};        ///< its quota; only services on a Lingjun quota have one
  std::optional<std::string> gateway{};  ///< its gateway; only services with a dedicated gateway have one

  // What it serves, and which version.
  std::optional<std::string> image{};             ///< the image that it was built from
  std::optional<std::int64_t> current_version{};  ///< the running version
  std::optional<std::int64_t> latest_version{};   ///< the newest version
  std::optional<std::int64_t> weight{};   ///< share of traffic in a gradual release. Units: not documented
  std::optional<std::string> app_type{};  ///< the kind of application, "LLM"; its values are not documented
  std::optional<std::string> app_spec_name{};  ///< the application's specification, "llama_7b_fp16"
  std::optional<std::string> app_version{};    ///< the application's version
  std::optional<json_text> app_config{};       ///< the application's configuration, as JSON
  std::optional<json_text> service_config{};   ///< the whole deployment, as JSON; it can be long
  std::optional<json_text> extra_data{};       ///< additional data, as JSON
  std::optional<std::string> source{};         ///< where it was deployed from, "dsw"

  // Endpoints. The vendor's SDK says that lists omit them. The secondary ones belong to asynchronous services.
  std::optional<std::string> internet_endpoint{};            ///< the public address
  std::optional<std::string> intranet_endpoint{};            ///< the address inside the VPC
  std::optional<std::string> secondary_internet_endpoint{};  ///< public, for synchronous calls
  std::optional<std::string> secondary_intranet_endpoint{};  ///< inside the VPC, for synchronous calls
  std::optional<secret> access_token{};                      ///< the token to call the service with

  // Ownership.
  std::optional<std::string> caller_uid{};  ///< the account (UID) that created it
  std::optional<std::string> parent_uid{};  ///< the main account (UID) of `caller_uid`
  /// The safety lock, "dangerous"; its values are not documented.
  std::optional<std::string> safety_lock{};
  std::optional<std::string> request_id{};  ///< the id of the request that returned this response

  unknown_fields unknown{};  ///< members that are not documented

  static consteval auto wire_names() {
    return names{renamed{&service::gpu_core_percentage, "GPUCorePercentage"},
                 renamed{&service::gpu_memory, "GPUMemory"}};
  }

  friend bool operator==(const service&, const service&) = default;
};

}  // namespace roster::inline v0::eas

namespace roster::inline v0::detail {
template <>
inline constexpr bool is_checked_by_tests<eas::service> = true;
}  // namespace roster::inline v0::detail
