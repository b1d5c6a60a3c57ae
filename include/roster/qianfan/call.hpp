// SPDX-License-Identifier: BSL-1.0
#pragma once
// qianfan::client::call. Include this to use generic calls: a program that only lists needs no Boost.JSON.

#include <boost/asio/awaitable.hpp>
#include <boost/json/serialize.hpp>
#include <memory>
#include <roster/client/call_response.hpp>
#include <roster/qianfan/client.hpp>
#include <string>
#include <utility>

namespace roster::inline v0::qianfan {
namespace detail {

ROSTER_DECL asio::awaitable<http::response> call_action(
    std::shared_ptr<const roster::detail::client_core> core, std::string route, std::string action,
    std::string body, call_options options);

}  // namespace detail

template <class Response>
asio::awaitable<Response> client::call(std::string route, std::string action, const boost::json::value& body,
                                       call_options options) const {
  auto text = body.is_null() ? std::string("{}") : boost::json::serialize(body);
  return roster::detail::read_response<Response>(
      detail::call_action(operation_.core(), std::move(route), std::move(action), std::move(text), options),
      roster::detail::declared_errors_of<qianfan::describe_services>);
}

}  // namespace roster::inline v0::qianfan

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/qianfan/impl/call.ipp>
#endif
