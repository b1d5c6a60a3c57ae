// SPDX-License-Identifier: BSL-1.0
#pragma once
// eas::client::call. Include this to use generic calls: a program that only lists needs no Boost.JSON.

#include <boost/asio/awaitable.hpp>
#include <memory>
#include <roster/client/call_response.hpp>
#include <roster/eas/client.hpp>
#include <utility>

namespace roster::inline v0::eas {
namespace detail {

/// Sends a call, signed for its own action.
ROSTER_DECL asio::awaitable<http::response> call_operation(
    std::shared_ptr<const roster::detail::client_core> core, roster::detail::call_request what,
    call_options options);

}  // namespace detail

template <class Response>
asio::awaitable<Response> client::call(std::string method, std::string path, http::detail::query_list query,
                                       call_options options) const {
  roster::detail::call_request what{.method = std::move(method),
                                    .path = std::move(path),
                                    .query = std::move(query),
                                    .errors = roster::detail::declared_errors_of<eas::list_services>};
  return roster::detail::read_response<Response>(
      detail::call_operation(operation_.core(), std::move(what), std::move(options)),
      roster::detail::declared_errors_of<eas::list_services>);
}

}  // namespace roster::inline v0::eas

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/eas/impl/call.ipp>
#endif
