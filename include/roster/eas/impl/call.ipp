// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of call.hpp.

#include <roster/eas/call.hpp>
#include <utility>

namespace roster::inline v0::eas::detail {

ROSTER_DECL asio::awaitable<http::response> call_operation(
    std::shared_ptr<const roster::detail::client_core> core, roster::detail::call_request what,
    call_options options) {
  roster::detail::check_call_name("action", options.action);
  roster::detail::check_call_name("version", options.version);
  what.name = options.action;
  auto own = core_of_action(*core, options.action, options.version);
  what.body = std::move(options.body);
  const roster::call_options how{.read = options.read, .deadline = options.deadline};
  auto response = co_await roster::detail::send_call(std::move(own), std::move(what), how);
  co_return response;
}

}  // namespace roster::inline v0::eas::detail
