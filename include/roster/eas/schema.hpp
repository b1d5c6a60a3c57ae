// SPDX-License-Identifier: BSL-1.0
#pragma once
// The schema of the PAI-EAS operation ListServices: request, response and pagination.

#include <cstdint>
#include <optional>
#include <roster/config.hpp>
#include <roster/eas/schema/request.hpp>
#include <roster/eas/schema/service.hpp>
#include <roster/schema/check_members.hpp>
#include <roster/schema/errors.hpp>
#include <roster/schema/filters.hpp>
#include <roster/schema/paging.hpp>
#include <roster/schema/path.hpp>
#include <roster/schema/target.hpp>
#include <roster/schema/wire_name.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace roster::inline v0::eas {

/// One page of the list.
struct list_services_response {
  std::optional<std::string> request_id{};    ///< the id of this request, for the vendor's support
  std::vector<service> services{};            ///< the services on this page
  std::optional<std::int64_t> page_number{};  ///< the number of this page, from 1
  std::optional<std::int64_t> page_size{};    ///< services on a full page, as the server reports it
  std::optional<std::int64_t> total_count{};  ///< services on all pages

  friend bool operator==(const list_services_response&, const list_services_response&) = default;
};

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"  // the filters name resource_name

/// Lists the services of one region, which the host of the endpoint decides.
struct ROSTER_VISIBLE list_services {
  using request = list_services_request;
  using response = list_services_response;

  static constexpr std::string_view action = "ListServices";
  static constexpr std::string_view version = "2021-07-01";

  static constexpr auto target = roster::get("/api/v2/services");
  static constexpr auto wire_case = pascal_case;
  static constexpr auto items = path<&response::services>;
  static constexpr auto key = path<&service::service_id>;

  static constexpr auto paging = by_number{
      .number = &request::page_number,
      .size = &request::page_size,
      .echoed_number = path<&response::page_number>,
      .echoed_size = path<&response::page_size>,
      .total = path<&response::total_count>,
      .max_page_size = 100,
  };

  static constexpr roster::permission permission{
      .needed = "eas:ListServices",
      .resource = "acs:eas:{#regionId}:{#accountId}:service/*",
  };

  /// The codes of Alibaba Cloud; the others are those of AWS. It sends {Code, Message, RequestId, Recommend}.
  static constexpr auto errors = roster::errors{
      .request_id = header{"x-acs-request-id"},
      .forbidden = {"NoPermission*"},
      .expired_token = {"InvalidSecurityToken*", "MissingSecurityToken*", "SecurityTokenExpired*"},
      .clock_skew = {"InvalidTimeStamp*", "IllegalTimestamp*"},
      .nonce_used = {"SignatureNonceUsed*"},
      .transient = {"UnknownError*"},
  };

  /// Besides these, `include_no_workspace = false` omits services without a workspace.
  static constexpr auto filters = roster::filters{
      fuzzy{&request::filter, path<&service::service_name>},
      exact{&request::group_name, path<&service::service_group>},
      exact{&request::parent_service_uid},
      exact{&request::service_type},
      exact{&request::label, path<&service::labels>},
      exact{&request::service_status, path<&service::status>},
      exact{&request::service_name, path<&service::service_name>},
      exact{&request::service_uid, path<&service::service_uid>},
      exact{&request::resource_name, path<&service::resource>, path<&service::resource_alias>},
      exact{&request::workspace_id, path<&service::workspace_id>},
      exact{&request::quota_id, path<&service::quota_id>},
      exact{&request::gateway, path<&service::gateway>},
      exact{&request::role, path<&service::role>},
      exact{&request::resource_type},
      exact{&request::resource_alias_name, path<&service::resource_alias>},
      exact{&request::resource_id, path<&service::resource>},
      exact{&request::resource_burstable, path<&service::resource_burstable>},
      exact{&request::cronscaler_enabled, path<&service::cronscaler_enabled>},
      exact{&request::autoscaler_enabled, path<&service::autoscaler_enabled>},
      exact{&request::traffic_state, path<&service::traffic_state>},
      exact{&request::caller_uid, path<&service::caller_uid>},
      exact{&request::accessibility},
  };
};

#pragma GCC diagnostic pop

}  // namespace roster::inline v0::eas

namespace roster::inline v0::detail {
template <>
inline constexpr bool is_checked_by_tests<eas::list_services> = true;
}  // namespace roster::inline v0::detail

template <>
inline constexpr auto roster::detail::key_of_item<roster::eas::service> = roster::eas::list_services::key;
