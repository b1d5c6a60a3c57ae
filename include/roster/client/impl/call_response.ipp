// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of call_response.hpp.

#include <roster/client/call_response.hpp>

#include <boost/json/object.hpp>
#include <roster/wire/parse.hpp>
#include <string_view>

namespace roster::inline v0::detail {

/// Returns the vendor's request id: a member of the response body, or a header.
inline std::string request_id_in(const http::response& response, const boost::json::value& body) {
  if (const auto* const object = body.if_object())
    for (const std::string_view name : {"RequestId", "requestId"})
      if (const auto* const id = object->if_contains({name.data(), name.size()}); id && id->is_string())
        return std::string(id->get_string());
  const auto header = response.headers.get("x-acs-request-id");
  return std::string(header.empty() ? response.headers.get("x-bce-request-id") : header);
}

ROSTER_DECL call_response read_call_response(http::response response) {
  call_response out;
  if (!is_blank_json(response.body)) out.body = parse(response.body);
  out.status = response.status;
  out.request_id = request_id_in(response, out.body);
  out.headers = std::move(response.headers);
  return out;
}

}  // namespace roster::inline v0::detail
