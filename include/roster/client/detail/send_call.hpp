// SPDX-License-Identifier: BSL-1.0
#pragma once
// A generic call up to its answer as text. Apart from call.hpp, since g++ keeps the code of every coroutine that
// is not a template: one that knew Boost.JSON would make each program that includes it need that library.

#include <boost/asio/awaitable.hpp>
#include <memory>
#include <roster/client/call_options.hpp>
#include <roster/client/detail/client_core.hpp>
#include <roster/config.hpp>
#include <roster/http/query.hpp>
#include <roster/http/response.hpp>
#include <string>
#include <string_view>

namespace roster::inline v0::detail {

/// What a call of any vendor is made of.
struct call_request {
  std::string name{};  ///< of the operation, for observers
  std::string method{};
  std::string path{};  ///< percent-encoded where it has to be, without the endpoint's prefix
  http::query_list query{};
  std::string body{};      ///< JSON, "" for none
  bool object_body{};      ///< the body has to be an object
  bool errors_with_200{};  ///< an answer of success may hold an error all the same
};

/// Fails: failure(errc::invalid_argument) when an operation's name or version is none.
ROSTER_DECL void check_call_name(std::string_view what, std::string_view name);

/// Carries out a call; its answer is JSON, or empty, and no error.
/// Fails: failure(errc::invalid_argument) for what cannot be sent, before any I/O; what a listing fails with.
ROSTER_DECL asio::awaitable<http::response> send_call(std::shared_ptr<const client_core> core,
                                                      call_request what, call_options options);

/// Tells whether there is nothing but white space.
ROSTER_DECL bool is_blank_json(std::string_view text) noexcept;

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/client/impl/send_call.ipp>
#endif
