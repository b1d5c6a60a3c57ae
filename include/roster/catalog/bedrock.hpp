// SPDX-License-Identifier: BSL-1.0
#pragma once
// Amazon Bedrock: the provisioned model throughputs of a region.

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

namespace roster::inline v0::bedrock {

/// The public endpoint of us-east-1; each region has its own: "https://bedrock.eu-west-1.amazonaws.com". Requests are
/// signed with AWS Signature Version 4 for the service "bedrock", or with `roster::bearer{api_key}`.
inline constexpr std::string_view endpoint = "https://bedrock.us-east-1.amazonaws.com";

/// The lifecycle status of a provisioned throughput.
enum class throughput_status {
  creating,    ///< being created
  in_service,  ///< serving
  updating,    ///< being changed to the desired model or units; serves
  failed,      ///< not serving
};
/// The wire values; found by open_enum.
constexpr auto texts_of(throughput_status) {
  return enum_texts<throughput_status>({{throughput_status::creating, "Creating"},
                                        {throughput_status::in_service, "InService"},
                                        {throughput_status::updating, "Updating"},
                                        {throughput_status::failed, "Failed"}});
}

/// For how long a throughput is paid.
enum class commitment {
  one_month,   ///< one month
  six_months,  ///< six months
};
/// The wire values; found by open_enum.
constexpr auto texts_of(commitment) {
  return enum_texts<commitment>({{commitment::one_month, "OneMonth"}, {commitment::six_months, "SixMonths"}});
}

/// The members by which the list is sorted.
enum class sort_key {
  creation_time,  ///< by creation time
};
/// The wire values; found by open_enum.
constexpr auto texts_of(sort_key) {
  return enum_texts<sort_key>({{sort_key::creation_time, "CreationTime"}});
}

/// The direction of sorting.
enum class sort_order {
  ascending,   ///< oldest first
  descending,  ///< newest first
};
/// The wire values; found by open_enum.
constexpr auto texts_of(sort_order) {
  return enum_texts<sort_order>(
      {{sort_order::ascending, "Ascending"}, {sort_order::descending, "Descending"}});
}

/// A provisioned throughput: a model with reserved capacity. The desired members differ from the others while it is
/// updated.
/// Units: model units.
struct provisioned_model {
  std::string provisioned_model_name{};                        ///< unique in the account and region
  std::string provisioned_model_arn{};                         ///< unique
  std::string model_arn{};                                     ///< the model that it serves
  std::optional<std::string> desired_model_arn{};              ///< the model that it is to serve
  std::optional<std::string> foundation_model_arn{};           ///< the base model of a customized one
  std::optional<std::int64_t> model_units{};                   ///< units in use
  std::optional<std::int64_t> desired_model_units{};           ///< units that it is to have
  open_enum<throughput_status> status{};                       ///< its lifecycle status
  std::optional<open_enum<commitment>> commitment_duration{};  ///< absent without commitment
  std::optional<utc_time> commitment_expiration_time{};        ///< when the commitment ends
  std::optional<utc_time> creation_time{};                     ///< when it was created
  std::optional<utc_time> last_modified_time{};                ///< when it was last changed
  unknown_fields unknown{};                                    ///< members that are not documented

  friend bool operator==(const provisioned_model&, const provisioned_model&) = default;
};
/// The filters and the order of the list. Times are sent as they are written: use RFC 3339.
struct list_provisioned_model_throughputs_request {
  std::optional<utc_time> creation_time_after{};                ///< only those created after
  std::optional<utc_time> creation_time_before{};               ///< only those created before
  std::optional<open_enum<throughput_status>> status_equals{};  ///< only those with this status
  std::optional<std::string> model_arn_equals{};                ///< only those of this model
  std::optional<std::string> name_contains{};                   ///< only names with this substring
  std::optional<std::int64_t> max_results{};                    ///< throughputs on a page: 1 to 1000
  std::optional<std::string> next_token{};                      ///< the token of a page
  std::optional<open_enum<sort_key>> sort_by{};                 ///< by creation time
  std::optional<open_enum<bedrock::sort_order>> sort_order{};   ///< the direction
};
/// One page of the list.
struct list_provisioned_model_throughputs_response {
  std::optional<std::vector<provisioned_model>> provisioned_model_summaries{};  ///< may be absent
  std::optional<std::string> next_token{};  ///< the token of the next page
};

/// Lists the provisioned model throughputs of the account in a region.
/// Source: Amazon Bedrock API reference, ListProvisionedModelThroughputs.
struct list_provisioned_model_throughputs {
  using request = list_provisioned_model_throughputs_request;
  using response = list_provisioned_model_throughputs_response;
  static constexpr auto target = get("/provisioned-model-throughputs");
  static constexpr auto wire_case = camel_case;
  static constexpr auto items = path<&response::provisioned_model_summaries>;
  static constexpr auto key = path<&provisioned_model::provisioned_model_arn>;
  static constexpr auto paging = by_token{.send = &request::next_token,
                                          .next = path<&response::next_token>,
                                          .size = &request::max_results,
                                          .max_page_size = 1000};
  static constexpr auto filters =
      roster::filters{exact{&request::status_equals, path<&provisioned_model::status>},
                      exact{&request::model_arn_equals, path<&provisioned_model::model_arn>}};
  static constexpr roster::permission permission{"bedrock:ListProvisionedModelThroughputs", "*"};
};

}  // namespace roster::inline v0::bedrock

template <>
inline constexpr auto roster::detail::key_of_item<roster::bedrock::provisioned_model> =
    roster::bedrock::list_provisioned_model_throughputs::key;
