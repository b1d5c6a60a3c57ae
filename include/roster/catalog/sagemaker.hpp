// SPDX-License-Identifier: BSL-1.0
#pragma once
// Amazon SageMaker: the endpoints of a region, and the inference components on them.

#include <cstdint>
#include <optional>
#include <roster/schema/epoch_time.hpp>
#include <roster/schema/filters.hpp>
#include <roster/schema/json_text.hpp>
#include <roster/schema/open_enum.hpp>
#include <roster/schema/paging.hpp>
#include <roster/schema/path.hpp>
#include <roster/schema/request_headers.hpp>
#include <roster/schema/target.hpp>
#include <roster/schema/wire_name.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace roster::inline v0::sagemaker {

/// The public endpoint of us-east-1; each region has its own: "https://api.sagemaker.eu-west-1.amazonaws.com". Requests
/// are signed with AWS Signature Version 4 for the service "sagemaker".
inline constexpr std::string_view api_endpoint = "https://api.sagemaker.us-east-1.amazonaws.com";

/// The lifecycle status of an endpoint.
enum class endpoint_status {
  out_of_service,          ///< not serving
  creating,                ///< being created
  updating,                ///< being updated by the user; serves
  system_updating,         ///< being updated by the service; serves
  rolling_back,            ///< returning to the version before an update; serves
  in_service,              ///< serving
  deleting,                ///< being deleted
  failed,                  ///< could not be created or updated
  update_rollback_failed,  ///< neither the new nor the old version could be deployed completely
};
/// The wire values; found by open_enum.
constexpr auto texts_of(endpoint_status) {
  return enum_texts<endpoint_status>({{endpoint_status::out_of_service, "OutOfService"},
                                      {endpoint_status::creating, "Creating"},
                                      {endpoint_status::updating, "Updating"},
                                      {endpoint_status::system_updating, "SystemUpdating"},
                                      {endpoint_status::rolling_back, "RollingBack"},
                                      {endpoint_status::in_service, "InService"},
                                      {endpoint_status::deleting, "Deleting"},
                                      {endpoint_status::failed, "Failed"},
                                      {endpoint_status::update_rollback_failed, "UpdateRollbackFailed"}});
}

/// The lifecycle status of an inference component.
enum class component_status {
  in_service,  ///< serving
  creating,    ///< being created
  updating,    ///< being updated
  failed,      ///< could not be created or updated
  deleting,    ///< being deleted
};
/// The wire values; found by open_enum.
constexpr auto texts_of(component_status) {
  return enum_texts<component_status>({{component_status::in_service, "InService"},
                                       {component_status::creating, "Creating"},
                                       {component_status::updating, "Updating"},
                                       {component_status::failed, "Failed"},
                                       {component_status::deleting, "Deleting"}});
}

/// The members by which a list is sorted.
enum class sort_key {
  name,           ///< by name
  creation_time,  ///< by creation time; the default
  status,         ///< by status
};
/// The wire values; found by open_enum.
constexpr auto texts_of(sort_key) {
  return enum_texts<sort_key>(
      {{sort_key::name, "Name"}, {sort_key::creation_time, "CreationTime"}, {sort_key::status, "Status"}});
}

/// The direction of sorting.
enum class sort_order {
  ascending,   ///< smallest first
  descending,  ///< largest first; the default
};
/// The wire values; found by open_enum.
constexpr auto texts_of(sort_order) {
  return enum_texts<sort_order>(
      {{sort_order::ascending, "Ascending"}, {sort_order::descending, "Descending"}});
}

/// An endpoint. Its variants, instances and failure reason are returned only by DescribeEndpoint.
struct endpoint {
  std::string endpoint_name{};                              ///< unique in the account and region
  std::string endpoint_arn{};                               ///< unique
  epoch_seconds creation_time{};                            ///< when it was created
  epoch_seconds last_modified_time{};                       ///< when it was last changed
  open_enum<sagemaker::endpoint_status> endpoint_status{};  ///< its lifecycle status
  unknown_fields unknown{};                                 ///< members that are not documented

  friend bool operator==(const endpoint&, const endpoint&) = default;
};
/// The filters and the order of the list of endpoints.
struct list_endpoints_request {
  std::optional<open_enum<sort_key>> sort_by{};                  ///< by creation time unless set
  std::optional<open_enum<sagemaker::sort_order>> sort_order{};  ///< descending unless set
  std::optional<std::string> next_token{};                       ///< the token of a page
  std::optional<std::int64_t> max_results{};                 ///< endpoints on a page: 1 to 100, 10 unless set
  std::optional<std::string> name_contains{};                ///< only names with this substring
  std::optional<epoch_seconds> creation_time_before{};       ///< only those created before
  std::optional<epoch_seconds> creation_time_after{};        ///< only those created after
  std::optional<epoch_seconds> last_modified_time_before{};  ///< only those changed before
  std::optional<epoch_seconds> last_modified_time_after{};   ///< only those changed after
  std::optional<open_enum<endpoint_status>> status_equals{};  ///< only those with this status
};
/// One page of the list.
struct list_endpoints_response {
  std::vector<endpoint> endpoints{};        ///< may be empty although there are more pages
  std::optional<std::string> next_token{};  ///< the token of the next page
};

/// Lists the endpoints of the account in a region. The service filters after it has divided the list into pages: a
/// page may be short or empty although more follow.
/// Source: Amazon SageMaker API reference, ListEndpoints.
struct list_endpoints {
  using request = list_endpoints_request;
  using response = list_endpoints_response;
  static constexpr auto target = post("/");
  static constexpr auto headers =
      fixed{{"X-Amz-Target", "SageMaker.ListEndpoints"}, {"Content-Type", "application/x-amz-json-1.1"}};
  static constexpr auto wire_case = pascal_case;
  static constexpr auto items = path<&response::endpoints>;
  static constexpr auto key = path<&endpoint::endpoint_arn>;
  static constexpr auto paging = by_token{
      .send = &request::next_token, .next = path<&response::next_token>, .size = &request::max_results};
  static constexpr auto filters =
      roster::filters{exact{&request::status_equals, path<&endpoint::endpoint_status>}};
  static constexpr roster::permission permission{"sagemaker:ListEndpoints", "*"};
};

/// An inference component: a model on an endpoint that it may share with others. Its number of copies is returned only
/// by DescribeInferenceComponent.
struct inference_component {
  std::string inference_component_name{};  ///< unique in the account and region
  std::string inference_component_arn{};   ///< unique
  std::string endpoint_name{};             ///< the endpoint that it runs on
  std::string endpoint_arn{};              ///< the endpoint that it runs on
  std::string variant_name{};              ///< the production variant of the endpoint
  std::optional<open_enum<component_status>> inference_component_status{};  ///< its lifecycle status
  epoch_seconds creation_time{};                                            ///< when it was created
  epoch_seconds last_modified_time{};                                       ///< when it was last changed
  unknown_fields unknown{};  ///< members that are not documented

  friend bool operator==(const inference_component&, const inference_component&) = default;
};
/// The filters and the order of the list of inference components.
struct list_inference_components_request {
  std::optional<open_enum<sort_key>> sort_by{};                  ///< by creation time unless set
  std::optional<open_enum<sagemaker::sort_order>> sort_order{};  ///< descending unless set
  std::optional<std::string> next_token{};                       ///< the token of a page
  std::optional<std::int64_t> max_results{};            ///< components on a page: 1 to 100, 10 unless set
  std::optional<std::string> name_contains{};           ///< only names with this substring
  std::optional<epoch_seconds> creation_time_before{};  ///< only those created before
  std::optional<epoch_seconds> creation_time_after{};   ///< only those created after
  std::optional<epoch_seconds> last_modified_time_before{};    ///< only those changed before
  std::optional<epoch_seconds> last_modified_time_after{};     ///< only those changed after
  std::optional<open_enum<component_status>> status_equals{};  ///< only those with this status
  std::optional<std::string> endpoint_name_equals{};           ///< only those on this endpoint
  std::optional<std::string> variant_name_equals{};            ///< only those on this production variant
};
/// One page of the list.
struct list_inference_components_response {
  std::vector<inference_component> inference_components{};  ///< may be empty although there are more pages
  std::optional<std::string> next_token{};                  ///< the token of the next page
};

/// Lists the inference components of the account in a region, with pages as list_endpoints.
/// Source: Amazon SageMaker API reference, ListInferenceComponents.
struct list_inference_components {
  using request = list_inference_components_request;
  using response = list_inference_components_response;
  static constexpr auto target = post("/");
  static constexpr auto headers = fixed{{"X-Amz-Target", "SageMaker.ListInferenceComponents"},
                                        {"Content-Type", "application/x-amz-json-1.1"}};
  static constexpr auto wire_case = pascal_case;
  static constexpr auto items = path<&response::inference_components>;
  static constexpr auto key = path<&inference_component::inference_component_arn>;
  static constexpr auto paging = by_token{
      .send = &request::next_token, .next = path<&response::next_token>, .size = &request::max_results};
  static constexpr auto filters =
      roster::filters{exact{&request::status_equals, path<&inference_component::inference_component_status>},
                      exact{&request::endpoint_name_equals, path<&inference_component::endpoint_name>},
                      exact{&request::variant_name_equals, path<&inference_component::variant_name>}};
  static constexpr roster::permission permission{"sagemaker:ListInferenceComponents", "*"};
};

}  // namespace roster::inline v0::sagemaker

template <>
inline constexpr auto roster::detail::key_of_item<roster::sagemaker::endpoint> =
    roster::sagemaker::list_endpoints::key;
template <>
inline constexpr auto roster::detail::key_of_item<roster::sagemaker::inference_component> =
    roster::sagemaker::list_inference_components::key;
