// SPDX-License-Identifier: BSL-1.0
#pragma once
// The schema of the Qianfan operation DescribeService.

#include <optional>
#include <roster/config.hpp>
#include <roster/qianfan/schema.hpp>
#include <roster/qianfan/schema/service.hpp>
#include <roster/schema/check_members.hpp>
#include <roster/schema/path.hpp>
#include <roster/schema/target.hpp>
#include <roster/schema/wire_name.hpp>
#include <string>
#include <string_view>

namespace roster::inline v0::qianfan {

/// Which service DescribeService describes.
/// Source: Qianfan DescribeService, request parameters.
struct describe_service_request {
  std::string service_id{};  ///< its id, "svco-…"; required

  friend bool operator==(const describe_service_request&, const describe_service_request&) = default;
};

/// The description of a service.
/// Source: Qianfan DescribeService, response parameters.
struct describe_service_response {
  std::optional<std::string> request_id{};  ///< the id of this request, for the vendor's support
  service result{};                         ///< the service

  friend bool operator==(const describe_service_response&, const describe_service_response&) = default;
};

/// Describes one service, of either protocol version.
struct ROSTER_VISIBLE describe_service {
  using request = describe_service_request;
  using response = describe_service_response;

  static constexpr std::string_view action = "DescribeService";

  static constexpr auto target = roster::post("/v2/service?Action=DescribeService");
  static constexpr auto wire_case = camel_case;
  static constexpr auto key = path<&response::result, &service::service_id>;
  static constexpr bool idempotent = true;  ///< may be retried, although it is a POST

  static constexpr roster::permission permission{
      .needed =
          "QianfanFullControlAccessPolicy, QianfanServiceOperateAccessPolicy or "
          "QianfanServiceReadAccessPolicy",
      .resource = "",
  };

  static constexpr auto errors = describe_services::errors;
};

}  // namespace roster::inline v0::qianfan

namespace roster::inline v0::detail {
template <>
inline constexpr bool is_checked_by_tests<qianfan::describe_service> = true;
}  // namespace roster::inline v0::detail
