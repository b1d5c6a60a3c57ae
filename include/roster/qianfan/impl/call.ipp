// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of call.hpp.

#include <roster/qianfan/call.hpp>
#include <utility>

namespace roster::inline v0::qianfan::detail {

ROSTER_DECL asio::awaitable<http::response> call_action(
    std::shared_ptr<const roster::detail::client_core> core, std::string route, std::string action,
    std::string body, call_options options) {
  roster::detail::check_call_name("action", action);
  roster::detail::call_request what{.name = action,
                                    .method = "POST",
                                    .path = std::move(route),
                                    .query = {{"Action", std::move(action)}},
                                    .body = std::move(body),
                                    .object_body = true,
                                    .errors_with_200 = true,
                                    .errors = roster::detail::declared_errors_of<describe_services>};
  auto response = co_await roster::detail::send_call(std::move(core), std::move(what), options);
  co_return response;
}

}  // namespace roster::inline v0::qianfan::detail
