// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definition of client::call.

#include <roster/auth/acs3.hpp>
#include <roster/eas/call.hpp>
#include <utility>

namespace roster::eas {
namespace detail {

inline asio::awaitable<call_answer> call_operation(std::shared_ptr<const client_core> core,
                                                   roster::detail::call_request what, call_options options) {
  roster::detail::check_call_name("action", options.action);
  roster::detail::check_call_name("version", options.version);
  const auto own = std::make_shared<client_core>(*core);
  own->sign = acs3({.action = std::move(options.action), .version = std::move(options.version)});
  what.body = std::move(options.body);
  const roster::call_options how{.read = options.read, .deadline = options.deadline};
  auto answer = co_await roster::detail::carry_out_call(own, std::move(what), how);
  co_return answer;
}

}  // namespace detail

ROSTER_DECL asio::awaitable<call_answer> client::call(std::string method, std::string path,
                                                      http::query_list query, call_options options) const {
  roster::detail::call_request what{
      .method = std::move(method), .path = std::move(path), .query = std::move(query)};
  return detail::call_operation(operation_.core(), std::move(what), std::move(options));
}

}  // namespace roster::eas
