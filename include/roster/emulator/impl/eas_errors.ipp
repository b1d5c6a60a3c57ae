// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of eas_errors.hpp.

#include <roster/emulator/detail/eas_errors.hpp>

#include <optional>
#include <roster/eas/schema.hpp>
#include <roster/emulator/member_order.hpp>
#include <roster/http/percent.hpp>
#include <roster/wire/encode.hpp>
#include <string>

namespace roster::inline v0::detail {

struct eas_denied_body {
  std::string policy_type{};
  std::string auth_principal_owner_id{};
  std::string auth_principal_type{};
  std::string auth_principal_display_name{};
  std::string no_permission_type{};
  std::string auth_action{};
};

struct eas_error_body {
  std::string request_id{};
  std::string host_id{};
  std::string code{};
  std::string message{};
  std::string recommend{};
  std::optional<eas_denied_body> access_denied_detail{};
};

inline eas_denied_body eas_denied_detail() {
  return {.policy_type = "AccountLevelIdentityBasedPolicy",
          .auth_principal_owner_id = "1234567890123456",
          .auth_principal_type = "SubUser",
          .auth_principal_display_name = "212345678901234567",
          .no_permission_type = "ImplicitDeny",
          .auth_action = std::string(eas::list_services::permission.needed)};
}

ROSTER_DECL http::response eas_error_response(const rejection& refused, std::string_view host,
                                              const request_context& moment) {
  eas_error_body body{
      .request_id = moment.request_id,
      .host_id = std::string(host),
      .code = std::string(refused.error.code),
      .message = refused.message(),
      .recommend =
          "https://api.aliyun.com/troubleshoot?q=" + http::detail::percent_encode(refused.error.code) +
          "&product=eas&requestId=" + http::detail::percent_encode(moment.request_id),
  };
  if (refused.error.code == eas_errors::denied.code) body.access_denied_detail = eas_denied_detail();
  return {.status = refused.error.status,
          .headers = {{"Content-Type", "application/json;charset=utf-8"},
                      {"x-acs-request-id", moment.request_id}},
          .body = arrange_members(to_json<pascal_case>(body), {}, moment)};
}

}  // namespace roster::inline v0::detail
