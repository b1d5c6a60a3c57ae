// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of fleet.hpp.

#include <roster/eas/fleet.hpp>

#include <roster/client/detail/client_core.hpp>

namespace roster::inline v0::eas {
namespace detail {

/// Returns one config for each region and endpoint.
inline std::vector<client_config> regional_configs(const fleet_config& config) {
  std::vector<client_config> all;
  for (const auto& region : config.regions) {
    all.push_back(config.client);
    all.back().region = region;
    all.back().endpoint.clear();
  }
  for (const auto& endpoint : config.endpoints) {
    all.push_back(config.client);
    all.back().region.clear();
    all.back().endpoint = endpoint;
  }
  if (all.empty()) all.push_back(config.client);
  return all;
}

}  // namespace detail

ROSTER_DECL fleet::fleet(asio::any_io_executor executor, fleet_config config)
    : executor_(std::move(executor)), how_(config.how) {
  auto& common = config.client;
  common.transport = roster::detail::make_transport(executor_, common);
  const bool placed = !config.regions.empty() || !config.endpoints.empty();
  if (config.accounts.empty() && placed && !common.credentials) {
    // one for all regions: temporary credentials are fetched once
    common.credentials = detail::credentials_of(common);
    common.profile.clear();
  }
  if (config.accounts.empty()) config.accounts.push_back({.credentials = common.credentials});
  std::vector<std::shared_ptr<rate_limiter>> rates(config.accounts.size(), common.rate);
  if (config.rate_per_account)
    for (auto& one : rates) one = make_rate_limiter(*config.rate_per_account);
  // All accounts of one region, then those of the next: adjacent targets do not share a rate limit.
  for (const auto& regional : detail::regional_configs(config))
    for (std::size_t i = 0; i < config.accounts.size(); ++i) {
      auto own = regional;
      own.credentials = config.accounts[i].credentials;
      own.rate = rates[i];
      targets_.push_back({.from = {.account = config.accounts[i].name,
                                   .region = regional.region,
                                   .endpoint = regional.endpoint},
                          .config = std::move(own)});
    }
}

}  // namespace roster::inline v0::eas
