// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of served_api.hpp.

#include <roster/emulator/served_api.hpp>

#include <roster/emulator/detail/in_process_transport.hpp>
#include <roster/emulator/serve/detail/served_state.hpp>

namespace roster::inline v0::emulator {

ROSTER_DECL std::shared_ptr<roster::transport> served_api::transport(
    boost::asio::any_io_executor executor) const {
  roster::detail::check_executor(executor);
  return std::make_shared<detail::in_process_transport>(std::move(executor), state_);
}

ROSTER_DECL detail::emulated_response served_api::respond(const http::request& request) const {
  return state_->respond(request);
}

ROSTER_DECL std::vector<logged_request> served_api::log() const { return state_->journal().log(); }

ROSTER_DECL void served_api::clear_log() const { state_->journal().clear_log(); }

ROSTER_DECL std::size_t served_api::add_fault(fault added) const {
  return state_->add_fault(std::move(added));
}

ROSTER_DECL std::size_t served_api::fault_hits(std::size_t number) const {
  return state_->journal().fault_hits(number);
}

ROSTER_DECL void served_api::before_request(std::int64_t number, std::function<void()> change) const {
  state_->journal().before_request(number, std::move(change));
}

}  // namespace roster::inline v0::emulator
