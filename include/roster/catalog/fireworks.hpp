// SPDX-License-Identifier: BSL-1.0
#pragma once
// Fireworks AI: the deployments of an account.

#include <cstdint>
#include <optional>
#include <roster/schema/json_text.hpp>
#include <roster/schema/open_enum.hpp>
#include <roster/schema/paging.hpp>
#include <roster/schema/path.hpp>
#include <roster/schema/secret.hpp>
#include <roster/schema/target.hpp>
#include <roster/schema/utc_time.hpp>
#include <roster/schema/wire_name.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace roster::inline v0::fireworks {

/// The public endpoint. Sign with `roster::bearer{key}`.
inline constexpr std::string_view endpoint = "https://api.fireworks.ai";

/// The lifecycle status of a deployment.
enum class deployment_state {
  unspecified,  ///< not known
  creating,     ///< being created
  ready,        ///< ready to serve, also while it is scaled to zero replicas
  deleting,     ///< being deleted
  failed,       ///< could not be created or updated
  updating,     ///< being updated
  deleted,      ///< deleted, and can be restored until `purge_time`
};
/// The wire values; found by open_enum.
constexpr auto texts_of(deployment_state) {
  return enum_texts<deployment_state>({{deployment_state::unspecified, "STATE_UNSPECIFIED"},
                                       {deployment_state::creating, "CREATING"},
                                       {deployment_state::ready, "READY"},
                                       {deployment_state::deleting, "DELETING"},
                                       {deployment_state::failed, "FAILED"},
                                       {deployment_state::updating, "UPDATING"},
                                       {deployment_state::deleted, "DELETED"}});
}

/// The result of the last operation.
struct status {
  std::optional<std::string> code{};     ///< a gRPC code: "OK", "RESOURCE_EXHAUSTED"
  std::optional<std::string> message{};  ///< a human-readable message
  unknown_fields unknown{};              ///< members that are not declared

  friend bool operator==(const status&, const status&) = default;
};
/// The replicas of a deployment by their state.
struct replica_stats {
  std::optional<std::int64_t> ready_replica_count{};  ///< ready replicas
  unknown_fields unknown{};                           ///< other states

  friend bool operator==(const replica_stats&, const replica_stats&) = default;
};
/// Where a deployment may run.
struct placement {
  std::optional<std::string> region{};        ///< one region
  std::optional<std::string> multi_region{};  ///< a group of regions: "GLOBAL"
  std::vector<std::string> regions{};         ///< one of these
  unknown_fields unknown{};                   ///< members that are not declared

  friend bool operator==(const placement&, const placement&) = default;
};
/// A deployment.
struct deployment {
  std::string name{};                                       ///< "accounts/…/deployments/…"
  std::optional<std::string> display_name{};                ///< for people
  std::optional<std::string> description{};                 ///< free text
  std::optional<std::string> base_model{};                  ///< the model that it serves
  std::optional<open_enum<deployment_state>> state{};       ///< its lifecycle status
  std::optional<fireworks::status> status{};                ///< the result of the last operation
  std::optional<std::int64_t> replica_count{};              ///< replicas
  std::optional<std::int64_t> desired_replica_count{};      ///< replicas wanted
  std::optional<std::int64_t> min_replica_count{};          ///< lower limit of autoscaling
  std::optional<std::int64_t> max_replica_count{};          ///< upper limit of autoscaling
  std::optional<fireworks::replica_stats> replica_stats{};  ///< replicas by their state
  std::optional<std::string> accelerator_type{};            ///< "NVIDIA_H100_80GB"
  std::optional<std::int64_t> accelerator_count{};          ///< accelerators of each replica
  std::optional<std::string> precision{};                   ///< "FP8"
  std::optional<std::string> region{};                      ///< where it runs now
  std::optional<fireworks::placement> placement{};          ///< where it may run
  std::optional<std::string> active_model_version{};        ///< the version that serves
  std::optional<std::string> target_model_version{};        ///< the version that is being rolled out
  std::optional<std::string> direct_route_type{};           ///< how it is reached without the gateway
  std::optional<std::string> direct_route_handle{};         ///< the host or service of the direct route
  std::vector<secret> direct_route_api_keys{};              ///< the keys of the direct route
  std::optional<std::string> pricing_plan_id{};             ///< how it is billed
  std::optional<utc_time> create_time{};                    ///< when it was created
  std::optional<utc_time> update_time{};                    ///< when it was last changed
  std::optional<utc_time> delete_time{};                    ///< when it is or was deleted
  std::optional<utc_time> expire_time{};                    ///< when it will be deleted automatically
  std::optional<utc_time> purge_time{};                     ///< until when it can be restored
  unknown_fields unknown{};                                 ///< members that are not declared

  friend bool operator==(const deployment&, const deployment&) = default;
};
/// The account, the filter and the order of the list.
struct list_deployments_request {
  std::string account_id{};                 ///< the account
  std::optional<std::int64_t> page_size{};  ///< deployments on a page: 1 to 200, 50 unless set
  std::optional<std::string> page_token{};  ///< the token of a page; the other members must not change
  std::optional<std::string> filter{};      ///< an expression of AIP-160: `state = READY`
  std::optional<std::string> order_by{};    ///< "name, createTime desc"
  std::optional<std::string> read_mask{};   ///< the members to return, with `name`, the key
  std::optional<bool> show_deleted{};       ///< true: also deployments that can be restored

  static consteval auto wire_names() {
    return names{renamed{&list_deployments_request::account_id, "account_id"}};
  }
};
/// One page of the list.
struct list_deployments_response {
  std::optional<std::vector<deployment>> deployments{};  ///< may be absent
  std::optional<std::string> next_page_token{};          ///< the token of the next page
  std::optional<std::int64_t> total_size{};              ///< deployments on all pages
};

/// Lists the deployments of an account. Their filter is an expression, so that conditions of where() are not pushed
/// down.
/// Source: Fireworks AI API reference, List Deployments.
struct list_deployments {
  using request = list_deployments_request;
  using response = list_deployments_response;
  static constexpr auto target = get("/v1/accounts/{account_id}/deployments");
  static constexpr auto wire_case = camel_case;
  static constexpr auto items = path<&response::deployments>;
  static constexpr auto key = path<&deployment::name>;
  static constexpr auto paging = by_token{.send = &request::page_token,
                                          .next = path<&response::next_page_token>,
                                          .size = &request::page_size,
                                          .total = path<&response::total_size>,
                                          .max_page_size = 200};
};

}  // namespace roster::inline v0::fireworks

template <>
inline constexpr auto roster::detail::key_of_item<roster::fireworks::deployment> =
    roster::fireworks::list_deployments::key;
