// SPDX-License-Identifier: BSL-1.0
#pragma once
// Volcengine Ark: the inference endpoints of an account in a region.

#include <cstdint>
#include <optional>
#include <roster/schema/filters.hpp>
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

namespace roster::inline v0::ark {

/// The public endpoint of all regions of Volcengine; those of BytePlus are "https://ark.ap-southeast-1.byteplusapi.com".
/// Requests are signed with HMAC-SHA256 of Volcengine for the service "ark", which names the region.
inline constexpr std::string_view api_endpoint = "https://open.volcengineapi.com";

/// What kind of model an endpoint serves.
enum class model_type {
  foundation_model,  ///< a model of the vendor
  custom_model,      ///< a model of the customer
};
/// The wire values; found by open_enum.
constexpr auto texts_of(model_type) {
  return enum_texts<model_type>(
      {{model_type::foundation_model, "FoundationModel"}, {model_type::custom_model, "CustomModel"}});
}

/// The members by which the list is sorted.
enum class sort_key {
  create_time,  ///< by creation time
};
/// The wire values; found by open_enum.
constexpr auto texts_of(sort_key) { return enum_texts<sort_key>({{sort_key::create_time, "CreateTime"}}); }

/// The direction of sorting.
enum class sort_order {
  asc,   ///< oldest first
  desc,  ///< newest first
};
/// The wire values; found by open_enum.
constexpr auto texts_of(sort_order) {
  return enum_texts<sort_order>({{sort_order::asc, "Asc"}, {sort_order::desc, "Desc"}});
}

/// A version of a foundation model.
struct foundation_model {
  std::optional<std::string> name{};           ///< "doubao-pro-32k"
  std::optional<std::string> model_version{};  ///< "240515"
  unknown_fields unknown{};                    ///< members that are not declared

  friend bool operator==(const foundation_model&, const foundation_model&) = default;
};
/// The model that an endpoint serves: one of the two.
struct model_reference {
  std::optional<std::string> custom_model_id{};             ///< a model of the customer
  std::optional<ark::foundation_model> foundation_model{};  ///< a model of the vendor
  unknown_fields unknown{};                                 ///< members that are not declared

  friend bool operator==(const model_reference&, const model_reference&) = default;
};
/// The limits of an endpoint.
struct rate_limit {
  std::optional<std::int64_t> rpm{};  ///< requests per minute
  std::optional<std::int64_t> tpm{};  ///< tokens per minute
  unknown_fields unknown{};           ///< members that are not declared

  friend bool operator==(const rate_limit&, const rate_limit&) = default;
};
/// A tag of an endpoint.
struct tag {
  std::string key{};         ///< its key
  std::string value{};       ///< its value
  unknown_fields unknown{};  ///< members that are not declared

  friend bool operator==(const tag&, const tag&) = default;
};
/// An inference endpoint.
struct endpoint {
  std::string id{};                                       ///< "ep-…"
  std::optional<std::string> name{};                      ///< for people
  std::optional<std::string> description{};               ///< free text
  std::optional<std::string> status{};                    ///< "Running"; the other values are not documented
  std::optional<std::string> status_reason{};             ///< why it has this status
  std::optional<ark::model_reference> model_reference{};  ///< what it serves
  std::optional<open_enum<model_type>> endpoint_model_type{};  ///< the kind of that model
  std::optional<std::string> model_unit_id{};   ///< the prepaid model unit; empty: billed by usage
  std::optional<ark::rate_limit> rate_limit{};  ///< its limits
  std::optional<std::string> project_name{};    ///< the project that it belongs to
  std::vector<tag> tags{};                      ///< its tags
  std::optional<bool> support_rolling{};        ///< its model can be replaced without interruption
  std::optional<std::string> rolling_id{};      ///< the replacement in progress
  std::optional<bool> support_scale_tier{};     ///< it can have a guaranteed throughput
  std::optional<std::string> scale_tier_id{};   ///< that throughput
  std::optional<utc_time> create_time{};        ///< when it was created
  std::optional<utc_time> update_time{};        ///< when it was last changed
  unknown_fields unknown{};                     ///< members that are not declared

  friend bool operator==(const endpoint&, const endpoint&) = default;
};

/// The filter of the list: all members that are set have to match.
struct endpoint_filter {
  std::optional<std::string> name{};                          ///< in the name
  std::vector<std::string> ids{};                             ///< one of these
  std::vector<std::string> statuses{};                        ///< one of these
  std::optional<std::string> foundation_model_name{};         ///< of this foundation model
  std::vector<std::string> model_versions{};                  ///< of one of these versions
  std::vector<std::string> custom_model_ids{};                ///< of one of these models of the customer
  std::vector<open_enum<model_type>> endpoint_model_types{};  ///< of one of these kinds
};
/// A filter by tag.
struct tag_filter {
  std::string key{};                  ///< the tag's key
  std::vector<std::string> values{};  ///< one of these
};
/// The filters, the order and the page of the list.
struct list_endpoints_request {
  std::optional<endpoint_filter> filter{};                 ///< by members
  std::vector<tag_filter> tag_filters{};                   ///< by tags
  std::optional<std::string> project_name{};               ///< only those of this project
  std::optional<open_enum<sort_key>> sort_by{};            ///< by creation time
  std::optional<open_enum<ark::sort_order>> sort_order{};  ///< the direction
  std::optional<std::int64_t> page_number{};               ///< from 1
  std::optional<std::int64_t> page_size{};                 ///< endpoints on a page: 1 to 100, 10 unless set
};
/// The result of a response.
struct list_endpoints_result {
  std::optional<std::int64_t> total_count{};     ///< endpoints on all pages
  std::optional<std::int64_t> page_number{};     ///< the page
  std::optional<std::int64_t> page_size{};       ///< its size
  std::optional<std::vector<endpoint>> items{};  ///< the endpoints on this page
};
/// One page of the list.
struct list_endpoints_response {
  std::optional<list_endpoints_result> result{};  ///< the page
};

/// Lists the inference endpoints of the account in the region that the signature names.
/// Source: Volcengine Ark API reference, ListEndpoints, 2024-01-01.
struct list_endpoints {
  using request = list_endpoints_request;
  using response = list_endpoints_response;
  static constexpr auto target = post("/?Action=ListEndpoints&Version=2024-01-01");
  static constexpr auto wire_case = pascal_case;
  static constexpr auto items = path<&response::result, &list_endpoints_result::items>;
  static constexpr auto key = path<&endpoint::id>;
  static constexpr auto paging =
      by_number{.number = &request::page_number,
                .size = &request::page_size,
                .total = path<&response::result, &list_endpoints_result::total_count>};
  static constexpr auto filters =
      roster::filters{exact{path<&request::filter, &endpoint_filter::ids>, path<&endpoint::id>},
                      exact{path<&request::filter, &endpoint_filter::statuses>, path<&endpoint::status>}};
};

}  // namespace roster::inline v0::ark

template <>
inline constexpr auto roster::detail::key_of_item<roster::ark::endpoint> = roster::ark::list_endpoints::key;
