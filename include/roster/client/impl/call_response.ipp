// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of call_response.hpp.

#include <roster/client/call_response.hpp>

#include <boost/json/object.hpp>
#include <roster/retry/detail/response_check.hpp>
#include <roster/retry/detail/service_error.hpp>
#include <roster/wire/parse.hpp>
#include <string_view>

namespace roster::inline v0::detail {

/// Returns the vendor's request id: a member of the response body, or a header.
inline std::string request_id_in(const http::response& response, const boost::json::value& body,
                                 const declared_errors& declared) {
  if (const auto* const object = body.if_object())
    for (const std::string_view name : {"RequestId", "requestId"})
      if (const auto* const id = object->if_contains({name.data(), name.size()}); id && id->is_string())
        return std::string(id->get_string());
  return request_id_header(response.headers, declared);
}

ROSTER_DECL call_response read_call_response(http::response response, const declared_errors& declared) {
  call_response out;
  if (!is_blank_json(response.body)) out.body = parse(response.body);
  out.status = response.status;
  out.request_id = request_id_in(response, out.body, declared);
  out.headers = std::move(response.headers);
  return out;
}

}  // namespace roster::inline v0::detail
