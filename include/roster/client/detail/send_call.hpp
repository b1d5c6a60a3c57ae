// SPDX-License-Identifier: BSL-1.0
#pragma once
// A generic call up to its response as text. Separate from call.hpp, since g++ keeps the code of every coroutine that
// is not a template: a coroutine that used Boost.JSON would make each program that includes it need that library.

#include <boost/asio/awaitable.hpp>
#include <memory>
#include <roster/client/detail/client_core.hpp>
#include <roster/client/options.hpp>
#include <roster/config.hpp>
#include <roster/http/message.hpp>
#include <roster/http/url.hpp>
#include <roster/retry/detail/declared_errors.hpp>
#include <string>
#include <string_view>

namespace roster::inline v0::detail {

/// The parts of a call to any vendor.
struct call_request {
  std::string name{};  ///< of the operation, for observers
  std::string method{};
  std::string path{};  ///< percent-encoded where needed, without the endpoint's prefix
  http::detail::query_list query{};
  std::string body{};      ///< JSON, "" for none
  bool object_body{};      ///< the body has to be an object
  bool errors_with_200{};  ///< a response with status 2xx may still hold an error that is not declared
  const declared_errors& errors{no_declared_errors};
};

/// Fails: failure(errc::invalid_argument) when `name`, an operation's name or version, is not a valid one.
ROSTER_DECL void check_call_name(std::string_view what, std::string_view name);

/// Sends a call. Returns a successful response, whose body is JSON or empty.
/// Fails: failure(errc::invalid_argument) for a call that cannot be sent, before any I/O; otherwise as a listing does.
ROSTER_DECL asio::awaitable<http::response> send_call(std::shared_ptr<const client_core> core,
                                                      call_request what, call_options options);

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/client/impl/send_call.ipp>
#endif
