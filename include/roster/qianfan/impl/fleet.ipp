// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of fleet.hpp.

#include <roster/qianfan/fleet.hpp>

#include <roster/client/detail/client_core.hpp>

namespace roster::inline v0::qianfan {

ROSTER_DECL fleet::fleet(asio::any_io_executor executor, fleet_config config)
    : executor_(std::move(executor)), how_(config.how) {
  auto& common = config.client;
  common.transport = roster::detail::make_transport(executor_, common);
  if (config.accounts.empty()) config.accounts.push_back({.credentials = common.credentials});
  for (const auto& one : config.accounts) {
    auto own = common;
    own.credentials = one.credentials;
    if (config.rate_per_account) own.rate = make_rate_limiter(*config.rate_per_account);
    accounts_.push_back({.name = one.name, .lists = client(executor_, std::move(own))});
  }
}

}  // namespace roster::inline v0::qianfan
