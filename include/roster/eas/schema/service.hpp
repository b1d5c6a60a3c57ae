// SPDX-License-Identifier: BSL-1.0
#pragma once
// One PAI-EAS service as ListServices answers it: 53 members and whatever the vendor adds next.

#include <cstdint>
#include <optional>
#include <roster/eas/schema/enums.hpp>
#include <roster/schema/flag.hpp>
#include <roster/schema/json_text.hpp>
#include <roster/schema/secret.hpp>
#include <roster/schema/unknown_fields.hpp>
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

/// Where the instances of a service run.
/// Units: instances.
struct instance_count_in_resource {
  std::optional<std::int64_t> dedicated{};  ///< in a resource group of one's own
  std::optional<std::int64_t> public_{};    ///< in the shared resource group
  std::optional<std::int64_t> quota{};      ///< in a quota
  unknown_fields unknown{};                 ///< members that are not documented

  friend bool operator==(const instance_count_in_resource&, const instance_count_in_resource&) = default;
};

/// A service.
/// Source: PAI ListServices 2021-07-01, the Service structure and the vendor's SDK 7.10.
struct service {
  // What it is.
  std::string service_id{};                  ///< the unique id, "eas-m-…"
  std::string service_name{};                ///< the name
  open_enum<eas::service_status> status{};   ///< where it is in its life
  std::string region{};                      ///< the region that it runs in, "cn-shanghai"
  utc_time create_time{};                    ///< when it was created
  std::optional<utc_time> update_time{};     ///< when it was last changed
  std::optional<std::string> service_uid{};  ///< the id once more; the vendor's sample ends it with a newline
  std::optional<std::string> service_group{};  ///< the group that it belongs to
  std::optional<std::string> namespace_{};     ///< the namespace that it is in
  std::optional<std::string> workspace_id{};   ///< the workspace that it belongs to
  std::optional<open_enum<eas::role>> role{};  ///< the part that it plays
  std::optional<json_text> role_attrs{};       ///< more on that part, as JSON; rarely answered to a list
  std::optional<std::string> workload_type{};  ///< the kind of workload; only the vendor's SDK knows it
  std::optional<open_enum<eas::traffic_state>> traffic_state{};  ///< whether it takes its group's traffic
  std::vector<label> labels{};                                   ///< the labels on it

  // How it is doing.
  std::optional<std::string> message{};            ///< the state in a sentence
  std::optional<std::string> reason{};             ///< why it is in that state, in a word
  std::optional<std::int64_t> total_instance{};    ///< all instances
  std::optional<std::int64_t> running_instance{};  ///< instances that run
  std::optional<std::int64_t> pending_instance{};  ///< instances that wait
  std::optional<eas::instance_count_in_resource> instance_count_in_resource{};  ///< by kind of resource

  // What an instance gets.
  std::optional<std::int64_t> cpu{};                  ///< CPU cores asked for
  std::optional<std::int64_t> memory{};               ///< memory asked for. Units: MB
  std::optional<std::int64_t> gpu{};                  ///< GPUs asked for
  std::optional<std::int64_t> gpu_core_percentage{};  ///< share of a shared GPU. Units: percent
  std::optional<std::int64_t> gpu_memory{};           ///< memory of a shared GPU. Units: not documented
  flag resource_burstable{};                          ///< it may burst into an elastic resource pool
  flag autoscaler_enabled{};                          ///< it scales by load
  flag cronscaler_enabled{};                          ///< it scales by a timetable

  // Where it runs.
  std::optional<std::string> resource{};        ///< the id of its resource group, "eas-r-…"
  std::optional<std::string> resource_alias{};  ///< the customer's name for that group
  std::optional<std::string> quota_id{};        ///< its quota; only services on a Lingjun quota have one
  std::optional<std::string> gateway{};  ///< its gateway; only services behind a dedicated one have one

  // What it serves, and which version.
  std::optional<std::string> image{};             ///< the image that it was built from
  std::optional<std::int64_t> current_version{};  ///< the version that runs
  std::optional<std::int64_t> latest_version{};   ///< the newest version
  std::optional<std::int64_t> weight{};   ///< share of traffic in a gradual release. Units: not documented
  std::optional<std::string> app_type{};  ///< the kind of application, "LLM"; its values are not documented
  std::optional<std::string> app_spec_name{};  ///< the application's specification, "llama_7b_fp16"
  std::optional<std::string> app_version{};    ///< the application's version
  std::optional<json_text> app_config{};       ///< the application's configuration, as JSON
  std::optional<json_text> service_config{};   ///< the whole deployment, as JSON; it can be long
  std::optional<json_text> extra_data{};       ///< further facts, as JSON
  std::optional<std::string> source{};         ///< where it was deployed from, "dsw"

  // How it is reached. The vendor's SDK says that lists leave the endpoints out. The secondary ones belong to
  // asynchronous services.
  std::optional<std::string> internet_endpoint{};            ///< the public address
  std::optional<std::string> intranet_endpoint{};            ///< the address inside of the VPC
  std::optional<std::string> secondary_internet_endpoint{};  ///< public, for synchronous calls
  std::optional<std::string> secondary_intranet_endpoint{};  ///< inside of the VPC, for synchronous calls
  std::optional<secret> access_token{};                      ///< the token that calls it

  // Whose it is.
  std::optional<std::string> caller_uid{};   ///< the account (UID) that created it
  std::optional<std::string> parent_uid{};   ///< the main account (UID) of that one
  std::optional<std::string> safety_lock{};  ///< what is locked, "dangerous"; its values are not documented
  std::optional<std::string> request_id{};   ///< the request that made this answer

  unknown_fields unknown{};  ///< members that are not documented

  static consteval auto wire_names() {
    return names{renamed{&service::gpu_core_percentage, "GPUCorePercentage"},
                 renamed{&service::gpu_memory, "GPUMemory"}};
  }

  friend bool operator==(const service&, const service&) = default;
};

}  // namespace roster::inline v0::eas
