// SPDX-License-Identifier: BSL-1.0
#pragma once
// Generic calls: an operation without a schema, whose response body is a Boost.JSON value. Separate from the clients,
// since a program that only lists needs no Boost.JSON.

#include <boost/asio/awaitable.hpp>
#include <boost/json/value.hpp>
#include <roster/client/detail/send_call.hpp>
#include <roster/config.hpp>
#include <roster/http/message.hpp>
#include <string>
#include <utility>

namespace roster::inline v0 {

/// The response of a call that succeeded.
struct call_response {
  unsigned status{};          ///< from 200 to 299
  http::headers headers{};    ///< as received; names in any letter case
  std::string request_id{};   ///< to quote to the vendor's support
  boost::json::value body{};  ///< null for an empty response body
};

namespace detail {

ROSTER_DECL call_response read_call_response(http::response response, const declared_errors& declared);

/// Awaits the response of a call and parses it. A template, so that only programs that use calls contain it.
template <class Response>
asio::awaitable<Response> read_response(asio::awaitable<http::response> call,
                                        const declared_errors& declared) {
  auto received = co_await std::move(call);
  Response response = read_call_response(std::move(received), declared);
  co_return response;
}

}  // namespace detail
}  // namespace roster::inline v0

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/client/impl/call_response.ipp>
#endif
