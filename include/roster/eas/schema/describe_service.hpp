// SPDX-License-Identifier: BSL-1.0
#pragma once
// The schema of the PAI-EAS operation DescribeService.

#include <roster/config.hpp>
#include <roster/eas/schema.hpp>
#include <roster/eas/schema/service.hpp>
#include <roster/schema/check_members.hpp>
#include <roster/schema/path.hpp>
#include <roster/schema/target.hpp>
#include <roster/schema/wire_name.hpp>
#include <string>
#include <string_view>

namespace roster::inline v0::eas {

/// Which service DescribeService describes; both members are required.
/// Source: PAI DescribeService 2021-07-01, request parameters.
struct describe_service_request {
  std::string cluster_id{};    ///< the region of the service, "cn-shanghai"
  std::string service_name{};  ///< its name

  friend bool operator==(const describe_service_request&, const describe_service_request&) = default;
};

/// Describes one service, with the members that a list omits: its endpoints and the details of its role.
struct ROSTER_VISIBLE describe_service {
  using request = describe_service_request;
  using response = service;

  static constexpr std::string_view action = "DescribeService";
  static constexpr std::string_view version = "2021-07-01";

  static constexpr auto target = roster::get("/api/v2/services/{ClusterId}/{ServiceName}");
  static constexpr auto wire_case = pascal_case;
  static constexpr auto key = path<&service::service_id>;

  static constexpr roster::permission permission{
      .needed = "eas:DescribeService",
      .resource = "acs:eas:{#regionId}:{#accountId}:service/{#ServiceName}",
  };

  static constexpr auto errors = list_services::errors;
};

}  // namespace roster::inline v0::eas

namespace roster::inline v0::detail {
template <>
inline constexpr bool is_checked_by_tests<eas::describe_service> = true;
}  // namespace roster::inline v0::detail
