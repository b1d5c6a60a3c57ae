// SPDX-License-Identifier: BSL-1.0
#pragma once
// Tencent Cloud TI-ONE: the groups of online inference services in a region.

#include <cstdint>
#include <optional>
#include <roster/schema/filters.hpp>
#include <roster/schema/json_text.hpp>
#include <roster/schema/open_enum.hpp>
#include <roster/schema/paging.hpp>
#include <roster/schema/path.hpp>
#include <roster/schema/request_headers.hpp>
#include <roster/schema/secret.hpp>
#include <roster/schema/target.hpp>
#include <roster/schema/utc_time.hpp>
#include <roster/schema/wire_name.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace roster::inline v0::tione {

/// The public endpoint of all regions. Requests are signed with TC3-HMAC-SHA256 for the service "tione".
inline constexpr std::string_view endpoint = "https://tione.tencentcloudapi.com";

/// The lifecycle status of a service or a group.
enum class service_status {
  creating,           ///< being created
  create_failed,      ///< could not be created
  timeout_exception,  ///< not created in time
  normal,             ///< serving
  abnormal,           ///< failing, for instance because a container does not start
  waiting,            ///< waiting, for instance for an image
  pending,            ///< starting
  stopping,           ///< being stopped
  stopped,            ///< stopped
};
/// The wire values; found by open_enum.
constexpr auto texts_of(service_status) {
  return enum_texts<service_status>({{service_status::creating, "CREATING"},
                                     {service_status::create_failed, "CREATE_FAILED"},
                                     {service_status::timeout_exception, "TIMEOUT_EXCEPTION"},
                                     {service_status::normal, "Normal"},
                                     {service_status::abnormal, "Abnormal"},
                                     {service_status::waiting, "Waiting"},
                                     {service_status::pending, "Pending"},
                                     {service_status::stopping, "Stopping"},
                                     {service_status::stopped, "Stopped"}});
}

/// The billing status of a service or a group.
enum class business_status {
  creating,         ///< being created
  create_failed,    ///< could not be created
  create_succeed,   ///< was created
  arrears_stop,     ///< stopped for lack of payment
  billing,          ///< billed
  whitelist_using,  ///< on trial, not billed
  whitelist_stop,   ///< stopped, since the free quota is used up
};
/// The wire values; found by open_enum.
constexpr auto texts_of(business_status) {
  return enum_texts<business_status>({{business_status::creating, "CREATING"},
                                      {business_status::create_failed, "CREATE_FAILED"},
                                      {business_status::create_succeed, "CREATE_SUCCEED"},
                                      {business_status::arrears_stop, "ARREARS_STOP"},
                                      {business_status::billing, "BILLING"},
                                      {business_status::whitelist_using, "WHITELIST_USING"},
                                      {business_status::whitelist_stop, "WHITELIST_STOP"}});
}

/// Whether the traffic weights of a group are being changed.
enum class weight_update_status {
  updating,       ///< being changed
  updated,        ///< changed
  update_failed,  ///< not changed
};
/// The wire values; found by open_enum.
constexpr auto texts_of(weight_update_status) {
  return enum_texts<weight_update_status>({{weight_update_status::updating, "UPDATING"},
                                           {weight_update_status::updated, "UPDATED"},
                                           {weight_update_status::update_failed, "UPDATE_FAILED"}});
}

/// How the number of replicas is changed.
enum class scale_mode {
  automatic,  ///< by load or by time
  manual,     ///< by the user
};
/// The wire values; found by open_enum.
constexpr auto texts_of(scale_mode) {
  return enum_texts<scale_mode>({{scale_mode::automatic, "AUTO"}, {scale_mode::manual, "MANUAL"}});
}

/// How a replica is deployed.
enum class deploy_type {
  standard,     ///< one instance
  distributed,  ///< several instances
};
/// The wire values; found by open_enum.
constexpr auto texts_of(deploy_type) {
  return enum_texts<deploy_type>({{deploy_type::standard, "STANDARD"}, {deploy_type::distributed, "DIST"}});
}

/// The direction of sorting.
enum class sort_order {
  asc,   ///< oldest first
  desc,  ///< newest first
};
/// The wire values; found by open_enum.
constexpr auto texts_of(sort_order) {
  return enum_texts<sort_order>({{sort_order::asc, "ASC"}, {sort_order::desc, "DESC"}});
}

/// The members by which the list is sorted.
enum class sort_key {
  create_time,  ///< by creation time
  update_time,  ///< by the time of the last change
};
/// The wire values; found by open_enum.
constexpr auto texts_of(sort_key) {
  return enum_texts<sort_key>({{sort_key::create_time, "CreateTime"}, {sort_key::update_time, "UpdateTime"}});
}

/// A tag.
struct tag {
  std::string tag_key{};     ///< its key
  std::string tag_value{};   ///< its value
  unknown_fields unknown{};  ///< members that are not declared

  friend bool operator==(const tag&, const tag&) = default;
};
/// The resources of a replica.
/// Units: 1/1000 cores, MB, 1/100 cards.
struct resource_info {
  std::optional<std::int64_t> cpu{};     ///< processors
  std::optional<std::int64_t> memory{};  ///< memory
  std::optional<std::int64_t>
      gpu{};  ///< GPUs; a card may be a part of one, which depends on the instance type
  std::optional<std::string> gpu_type{};  ///< "T4"
  unknown_fields unknown{};               ///< members that are not declared

  friend bool operator==(const resource_info&, const resource_info&) = default;
};
/// The state of a service's workload.
/// Units: replicas.
struct workload_status {
  std::optional<std::int64_t> replicas{};              ///< all
  std::optional<std::int64_t> updated_replicas{};      ///< of the latest version
  std::optional<std::int64_t> ready_replicas{};        ///< ready
  std::optional<std::int64_t> available_replicas{};    ///< ready for some time
  std::optional<std::int64_t> unavailable_replicas{};  ///< not available
  std::optional<open_enum<service_status>> status{};   ///< its status
  std::optional<std::string> reason{};                 ///< why it is abnormal
  unknown_fields unknown{};                            ///< members that are not declared

  friend bool operator==(const workload_status&, const workload_status&) = default;
};
/// The model of a service.
struct model_info {
  std::optional<std::string> model_version_id{};  ///< the id of the version
  std::optional<std::string> model_id{};          ///< the id of the model
  std::optional<std::string> model_name{};        ///< for people
  std::optional<std::string> model_version{};     ///< for people
  unknown_fields unknown{};                       ///< members that are not declared

  friend bool operator==(const model_info&, const model_info&) = default;
};
/// The credentials for the registry of an image.
struct image_secret {
  std::optional<std::string> key_id{};    ///< the key that encrypts the password
  std::optional<std::string> username{};  ///< the account
  secret password{};                      ///< its password
  unknown_fields unknown{};               ///< members that are not declared

  friend bool operator==(const image_secret&, const image_secret&) = default;
};
/// The image of a service.
struct image_info {
  std::optional<std::string> image_type{};            ///< "TCR", "CCR", "PreSet", "CUSTOM"
  std::optional<std::string> image_url{};             ///< its address
  std::optional<tione::image_secret> image_secret{};  ///< the credentials for its registry
  unknown_fields unknown{};                           ///< members that are not declared

  friend bool operator==(const image_info&, const image_info&) = default;
};
/// An environment variable of a service.
struct env_var {
  std::string name{};        ///< its name
  secret value{};            ///< its value, which may be a token or a password
  unknown_fields unknown{};  ///< members that are not declared

  friend bool operator==(const env_var&, const env_var&) = default;
};
/// How a service runs.
struct service_info {
  std::optional<std::int64_t> replicas{};                    ///< replicas wanted; 0: stopped
  std::optional<resource_info> resources{};                  ///< of each replica
  std::optional<std::string> instance_type{};                ///< of a postpaid service
  std::optional<tione::model_info> model_info{};             ///< what it serves
  std::optional<tione::image_info> image_info{};             ///< what it runs
  std::vector<env_var> env{};                                ///< its environment
  std::optional<workload_status> status{};                   ///< the state of its workload
  std::optional<open_enum<tione::scale_mode>> scale_mode{};  ///< how it is scaled
  unknown_fields unknown{};                                  ///< members that are not declared

  friend bool operator==(const service_info&, const service_info&) = default;
};
/// A service: one version in its group.
struct service {
  std::string service_id{};                                            ///< unique in the region
  std::optional<std::string> service_group_id{};                       ///< its group
  std::optional<std::string> version{};                                ///< in its group
  std::optional<open_enum<service_status>> status{};                   ///< its lifecycle status
  std::optional<open_enum<tione::business_status>> business_status{};  ///< its billing status
  std::optional<std::string> charge_type{};                            ///< "PREPAID", "POSTPAID_BY_HOUR"
  std::optional<std::string> resource_group_id{};                      ///< of a prepaid service
  std::optional<std::string> region{};                                 ///< "ap-guangzhou"
  std::optional<tione::service_info> service_info{};                   ///< how it runs
  std::optional<std::int64_t> weight{};                                ///< its share in the group's traffic
  std::optional<open_enum<tione::deploy_type>> deploy_type{};          ///< how a replica is deployed
  std::optional<utc_time> create_time{};                               ///< when it was created
  std::optional<utc_time> update_time{};                               ///< when it was last changed
  unknown_fields unknown{};                                            ///< members that are not declared

  friend bool operator==(const service&, const service&) = default;
};
/// The token itself, and what it is called.
struct auth_token_base {
  secret value{};                            ///< the token
  std::optional<std::string> name{};         ///< its alias
  std::optional<std::string> description{};  ///< free text
  std::optional<std::string> status{};       ///< whether it is valid
  unknown_fields unknown{};                  ///< members that are not declared

  friend bool operator==(const auth_token_base&, const auth_token_base&) = default;
};
/// A token that callers of a group authenticate with.
struct auth_token {
  std::optional<auth_token_base> base{};  ///< the token
  unknown_fields unknown{};               ///< its rate limits

  friend bool operator==(const auth_token&, const auth_token&) = default;
};
/// A group of services: the versions that share its address. The vendor's descriptions of its two counts of replicas
/// contradict their names; use those of the services.
struct service_group {
  std::string service_group_id{};                                      ///< "ms-…"
  std::optional<std::string> service_group_name{};                     ///< for people
  std::optional<std::string> created_by{};                             ///< its creator
  std::optional<utc_time> create_time{};                               ///< when it was created
  std::optional<utc_time> update_time{};                               ///< when it was last changed
  std::optional<std::string> uin{};                                    ///< the account
  std::optional<std::int64_t> service_count{};                         ///< its services
  std::optional<std::int64_t> running_service_count{};                 ///< its services that run
  std::vector<service> services{};                                     ///< its services
  std::optional<open_enum<service_status>> status{};                   ///< its lifecycle status
  std::optional<open_enum<tione::business_status>> business_status{};  ///< its billing status
  std::optional<std::string> billing_info{};                           ///< how it is billed
  std::vector<tag> tags{};                                             ///< its tags
  std::optional<std::string> latest_version{};                         ///< the highest version in it
  std::optional<open_enum<tione::weight_update_status>> weight_update_status{};  ///< of its traffic weights
  std::optional<std::int64_t> replicas_count{};                                  ///< replicas; see above
  std::optional<std::int64_t> available_replicas_count{};                        ///< replicas; see above
  std::optional<bool> authorization_enable{};                                    ///< callers need a token
  std::vector<auth_token> auth_tokens{};                                         ///< those tokens
  unknown_fields unknown{};  ///< members that are not declared

  friend bool operator==(const service_group&, const service_group&) = default;
};

/// A filter by one member: "ClusterId", "ServiceId", "ServiceGroupName", "ServiceGroupId", "Status", "CreatedBy" or
/// "ModelVersionId".
struct filter {
  std::string name{};                 ///< the member
  std::vector<std::string> values{};  ///< one of these
  std::optional<bool> negative{};     ///< true: none of these
  std::optional<bool> fuzzy{};        ///< true: parts of the value match
};
/// A filter by tag.
struct tag_filter {
  std::string tag_key{};                  ///< the tag's key
  std::vector<std::string> tag_values{};  ///< one of these
};
/// The filters, the order and the page of the list.
struct describe_model_service_groups_request {
  std::optional<std::int64_t> offset{};              ///< groups to skip
  std::optional<std::int64_t> limit{};               ///< groups on a page: 1 to 100, 20 unless set
  std::optional<open_enum<sort_order>> order{};      ///< the direction
  std::optional<open_enum<sort_key>> order_field{};  ///< by which member
  std::vector<filter> filters{};                     ///< by members
  std::vector<tag_filter> tag_filters{};             ///< by tags
  std::optional<std::string> ti_project_id{};        ///< the workspace, for accounts that have them
};
/// The content of a response.
struct describe_model_service_groups_result {
  std::optional<std::int64_t> total_count{};                   ///< groups on all pages; may be absent
  std::optional<std::vector<service_group>> service_groups{};  ///< the groups on this page; may be null
  std::optional<std::string> request_id{};                     ///< for the vendor's support
};
/// One page of the list.
struct describe_model_service_groups_response {
  std::optional<describe_model_service_groups_result> response{};  ///< the page, or an error
};

/// Lists the groups of inference services in a region. The constant headers are those that a TC3 signer for this
/// operation also sets; the region is the signer's. The names in `filters` are values, so that conditions of where()
/// are not pushed down.
/// Source: Tencent Cloud TI-ONE API reference, DescribeModelServiceGroups, 2021-11-11.
struct describe_model_service_groups {
  using request = describe_model_service_groups_request;
  using response = describe_model_service_groups_response;
  using result = describe_model_service_groups_result;
  static constexpr auto target = post("/");
  static constexpr auto headers =
      fixed{{"X-TC-Action", "DescribeModelServiceGroups"}, {"X-TC-Version", "2021-11-11"}};
  static constexpr auto wire_case = pascal_case;
  static constexpr auto items = path<&response::response, &result::service_groups>;
  static constexpr auto key = path<&service_group::service_group_id>;
  static constexpr auto paging = by_offset{.offset = &request::offset,
                                           .size = &request::limit,
                                           .total = path<&response::response, &result::total_count>};
};

}  // namespace roster::inline v0::tione

template <>
inline constexpr auto roster::detail::key_of_item<roster::tione::service_group> =
    roster::tione::describe_model_service_groups::key;
