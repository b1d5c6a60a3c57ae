// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definition of client::call.

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <roster/failure.hpp>
#include <roster/qianfan/call.hpp>
#include <utility>

namespace roster::qianfan {
namespace detail {

inline asio::awaitable<call_answer> call_action(std::shared_ptr<const client_core> core, std::string route,
                                                std::string action, boost::json::value body,
                                                call_options options) {
  roster::detail::check_call_name("action", action);
  if (body.is_null()) body.emplace_object();
  if (!body.is_object())
    throw failure(errc::invalid_argument, "the body of a call of Qianfan is a JSON object");
  roster::detail::call_request what{.method = "POST",
                                    .path = std::move(route),
                                    .query = {{"Action", std::move(action)}},
                                    .body = boost::json::serialize(body),
                                    .errors_with_200 = true};
  auto answer = co_await roster::detail::carry_out_call(std::move(core), std::move(what), options);
  co_return answer;
}

}  // namespace detail

ROSTER_DECL asio::awaitable<call_answer> client::call(std::string route, std::string action,
                                                      const boost::json::value& body,
                                                      call_options options) const {
  return detail::call_action(operation_.core(), std::move(route), std::move(action), body, options);
}

}  // namespace roster::qianfan
