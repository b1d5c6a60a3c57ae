// SPDX-License-Identifier: BSL-1.0
#pragma once
// Azure Machine Learning: the online endpoints of a workspace.

#include <cstdint>
#include <map>
#include <optional>
#include <roster/schema/json_text.hpp>
#include <roster/schema/open_enum.hpp>
#include <roster/schema/paging.hpp>
#include <roster/schema/path.hpp>
#include <roster/schema/target.hpp>
#include <roster/schema/utc_time.hpp>
#include <roster/schema/wire_name.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace roster::inline v0::azure_ml {

/// The public endpoint of Azure Resource Manager. Sign with `roster::bearer{token}`, a Microsoft Entra token for this
/// resource.
inline constexpr std::string_view endpoint = "https://management.azure.com";

/// The lifecycle status of an online endpoint.
enum class provisioning_state {
  creating,   ///< being created
  deleting,   ///< being deleted
  succeeded,  ///< the last operation succeeded
  failed,     ///< the last operation failed
  updating,   ///< being updated
  canceled,   ///< the last operation was canceled
};
/// The wire values; found by open_enum.
constexpr auto texts_of(provisioning_state) {
  return enum_texts<provisioning_state>({{provisioning_state::creating, "Creating"},
                                         {provisioning_state::deleting, "Deleting"},
                                         {provisioning_state::succeeded, "Succeeded"},
                                         {provisioning_state::failed, "Failed"},
                                         {provisioning_state::updating, "Updating"},
                                         {provisioning_state::canceled, "Canceled"}});
}

/// How callers of an online endpoint authenticate.
enum class auth_mode {
  aml_token,  ///< by a token of Azure Machine Learning, which expires
  key,        ///< by a key, which does not expire
  aad_token,  ///< by a Microsoft Entra token
};
/// The wire values; found by open_enum.
constexpr auto texts_of(auth_mode) {
  return enum_texts<auth_mode>(
      {{auth_mode::aml_token, "AMLToken"}, {auth_mode::key, "Key"}, {auth_mode::aad_token, "AADToken"}});
}

/// Where endpoints run.
enum class compute_type {
  managed,      ///< on machines of the service
  kubernetes,   ///< on a Kubernetes cluster of the user
  aml_compute,  ///< on a compute cluster of the workspace
};
/// The wire values; found by open_enum.
constexpr auto texts_of(compute_type) {
  return enum_texts<compute_type>({{compute_type::managed, "Managed"},
                                   {compute_type::kubernetes, "Kubernetes"},
                                   {compute_type::aml_compute, "AzureMLCompute"}});
}

/// The order of the list.
enum class list_order {
  created_at_desc,  ///< newest first
  created_at_asc,   ///< oldest first
  updated_at_desc,  ///< last changed first
  updated_at_asc,   ///< last changed last
};
/// The wire values; found by open_enum.
constexpr auto texts_of(list_order) {
  return enum_texts<list_order>({{list_order::created_at_desc, "CreatedAtDesc"},
                                 {list_order::created_at_asc, "CreatedAtAsc"},
                                 {list_order::updated_at_desc, "UpdatedAtDesc"},
                                 {list_order::updated_at_asc, "UpdatedAtAsc"}});
}

/// The pricing tier.
struct sku {
  std::optional<std::string> name{};       ///< "Default"
  std::optional<std::string> tier{};       ///< "Standard"
  std::optional<std::int64_t> capacity{};  ///< instances
  unknown_fields unknown{};                ///< members that are not declared

  friend bool operator==(const sku&, const sku&) = default;
};
/// Who created and changed a resource, and when.
struct system_data {
  std::optional<std::string> created_by{};        ///< a user or an application
  std::optional<utc_time> created_at{};           ///< when it was created
  std::optional<std::string> last_modified_by{};  ///< a user or an application
  std::optional<utc_time> last_modified_at{};     ///< when it was last changed
  unknown_fields unknown{};                       ///< members that are not declared

  friend bool operator==(const system_data&, const system_data&) = default;
};
/// The properties of an online endpoint.
struct endpoint_properties {
  std::optional<open_enum<azure_ml::provisioning_state>> provisioning_state{};  ///< its lifecycle status
  std::optional<std::string> scoring_uri{};                                     ///< where it serves
  std::optional<open_enum<azure_ml::auth_mode>> auth_mode{};                    ///< how callers authenticate
  std::map<std::string, std::int64_t> traffic{};       ///< percentages by deployment; all 0: not reachable
  std::optional<std::string> compute{};                ///< the id of the compute that it runs on
  std::optional<std::string> description{};            ///< free text
  std::optional<std::string> public_network_access{};  ///< "Enabled" or "Disabled"
  unknown_fields unknown{};                            ///< members that are not declared

  friend bool operator==(const endpoint_properties&, const endpoint_properties&) = default;
};
/// An online endpoint. Models, instance types and replicas belong to its deployments, which are another list.
struct online_endpoint {
  std::string id{};                                    ///< "/subscriptions/…/onlineEndpoints/…"
  std::string name{};                                  ///< unique in the workspace and region
  std::optional<std::string> type{};                   ///< the resource type
  std::optional<std::string> location{};               ///< the region
  std::map<std::string, std::string> tags{};           ///< its tags
  std::optional<std::string> kind{};                   ///< for the portal
  std::optional<azure_ml::sku> sku{};                  ///< its pricing tier
  std::optional<azure_ml::system_data> system_data{};  ///< who created it, and when
  endpoint_properties properties{};                    ///< its state
  unknown_fields unknown{};                            ///< members that are not declared

  friend bool operator==(const online_endpoint&, const online_endpoint&) = default;
};
/// The workspace whose endpoints are listed, the filters and the order.
struct list_online_endpoints_request {
  std::string subscription_id{};                                    ///< a UUID
  std::string resource_group_name{};                                ///< the workspace's resource group
  std::string workspace_name{};                                     ///< the workspace
  std::optional<std::int64_t> count{};                              ///< endpoints on a page
  std::optional<std::string> skip{};                                ///< a token from the URL of a next page
  std::optional<std::string> tags{};                                ///< "key,key=value"
  std::optional<std::string> properties{};                          ///< "key,key=value"
  std::optional<std::string> name{};                                ///< only the endpoint with this name
  std::optional<open_enum<azure_ml::compute_type>> compute_type{};  ///< only those that run there
  std::optional<open_enum<list_order>> order_by{};                  ///< the order

  static consteval auto wire_names() { return names{renamed{&list_online_endpoints_request::skip, "$skip"}}; }
};
/// One page of the list.
struct list_online_endpoints_response {
  std::optional<std::vector<online_endpoint>> value{};  ///< may be absent
  std::optional<std::string> next_link{};               ///< the URL of the next page
};

/// Lists the online endpoints of a workspace. The largest `count` is not documented, so that the page size is the
/// service's unless the request sets it.
/// Source: Azure Machine Learning REST reference, Online Endpoints - List, 2024-10-01.
struct list_online_endpoints {
  using request = list_online_endpoints_request;
  using response = list_online_endpoints_response;
  static constexpr auto target = get(
      "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/"
      "Microsoft.MachineLearningServices/workspaces/{workspaceName}/onlineEndpoints?api-version=2024-10-01");
  static constexpr auto wire_case = camel_case;
  static constexpr auto items = path<&response::value>;
  static constexpr auto key = path<&online_endpoint::id>;
  static constexpr auto paging = by_next_url{.next = path<&response::next_link>};
  static constexpr roster::permission permission{
      "Microsoft.MachineLearningServices/workspaces/onlineEndpoints/read", "the workspace"};
};

}  // namespace roster::inline v0::azure_ml

template <>
inline constexpr auto roster::detail::key_of_item<roster::azure_ml::online_endpoint> =
    roster::azure_ml::list_online_endpoints::key;
