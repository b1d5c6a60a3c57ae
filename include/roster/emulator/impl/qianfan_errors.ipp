// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of qianfan_errors.hpp.

#include <roster/emulator/detail/qianfan_errors.hpp>

#include <cstdint>
#include <roster/emulator/member_order.hpp>
#include <roster/wire/detail/number_text.hpp>
#include <roster/wire/encode.hpp>
#include <string>

namespace roster::inline v0::detail {

struct qianfan_error_body {
  std::string request_id{};
  std::string code{};
  std::string message{};
};

struct qianfan_first_error_body {
  std::string log_id{};
  std::int64_t error_code{};
  std::string error_msg{};
};

inline std::string qianfan_error_json(const rejection& refused, const request_context& moment) {
  std::int64_t number{};
  if (parse_number(refused.error.code, number) == number_result::ok)
    return to_json(qianfan_first_error_body{moment.request_id, number, refused.message()});
  return to_json<camel_case>(
      qianfan_error_body{moment.request_id, std::string(refused.error.code), refused.message()});
}

ROSTER_DECL http::response qianfan_error_response(const rejection& refused, const request_context& moment) {
  return {.status = refused.error.status,
          .headers = {{"Content-Type", "application/json; charset=utf-8"},
                      {"x-bce-request-id", moment.request_id}},
          .body = arrange_members(qianfan_error_json(refused, moment), {}, moment)};
}

}  // namespace roster::inline v0::detail
