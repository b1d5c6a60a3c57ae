// SPDX-License-Identifier: BSL-1.0
#pragma once
// Generic calls: an operation without a schema, answered with a Boost.JSON value. Apart from the clients, since
// a program that only lists needs no Boost.JSON.

#include <boost/asio/awaitable.hpp>
#include <boost/json/value.hpp>
#include <memory>
#include <roster/client/call_options.hpp>
#include <roster/client/core.hpp>
#include <roster/config.hpp>
#include <roster/http/headers.hpp>
#include <roster/http/query.hpp>
#include <roster/http/request.hpp>
#include <string>
#include <string_view>

namespace roster {

/// What came back from a call that succeeded.
struct call_answer {
  unsigned status{};
  http::headers headers{};
  std::string request_id{};   ///< to quote to the vendor's support
  boost::json::value body{};  ///< null when nothing came
};

namespace detail {

/// What a call of any vendor is made of.
struct call_request {
  std::string method{};
  std::string path{};  ///< percent-encoded where it has to be, without the endpoint's prefix
  http::query_list query{};
  std::string body{};      ///< JSON, "" for none
  bool errors_with_200{};  ///< an answer of success may hold an error all the same
};

/// Fails: failure(errc::invalid_argument) when an operation's name or version is none.
ROSTER_DECL void check_call_name(std::string_view what, std::string_view name);

/// Carries out a call.
/// Fails: failure(errc::invalid_argument) for what cannot be sent, before any I/O; what a listing fails with.
ROSTER_DECL asio::awaitable<call_answer> carry_out_call(std::shared_ptr<const client_core> core,
                                                        call_request what, call_options options);

}  // namespace detail
}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/client/impl/call.ipp>
#endif
