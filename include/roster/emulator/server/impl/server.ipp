// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of server.hpp.

#include <roster/emulator/server/server.hpp>

#include <roster/emulator/detail/emulator_state.hpp>
#include <roster/emulator/serve/detail/served_state.hpp>
#include <roster/emulator/server/detail/emulator_listener.hpp>
#include <roster/transport/transport.hpp>
#include <utility>

namespace roster::inline v0::emulator {

ROSTER_DECL server::server(boost::asio::any_io_executor executor, cloud clouds,
                           emulator::server_options options) {
  roster::detail::check_executor(executor);
  listener_ = std::make_shared<detail::emulator_listener>(std::move(executor), std::move(clouds.state_),
                                                          std::move(options));
}

ROSTER_DECL server::server(boost::asio::any_io_executor executor, std::vector<served_api> apis,
                           emulator::server_options options) {
  roster::detail::check_executor(executor);
  std::vector<std::shared_ptr<detail::served_state>> states;
  for (served_api& api : apis) states.push_back(std::move(api.state_));
  listener_ = std::make_shared<detail::emulator_listener>(
      std::move(executor), std::make_shared<detail::served_set>(std::move(states)), std::move(options));
}

ROSTER_DECL server::~server() { stop(); }

ROSTER_DECL std::string server::start() { return listener_->start(); }

ROSTER_DECL std::string server::endpoint(std::string_view region) const {
  return listener_->endpoint(region);
}

ROSTER_DECL std::string server::ca_certificate_pem() const { return listener_->ca_certificate_pem(); }

ROSTER_DECL void server::stop() { listener_->stop(); }

ROSTER_DECL std::size_t server::connections() const noexcept { return listener_->connections(); }

ROSTER_DECL std::size_t server::open_connections() const noexcept { return listener_->open_connections(); }

}  // namespace roster::inline v0::emulator
