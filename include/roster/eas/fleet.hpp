// SPDX-License-Identifier: BSL-1.0
#pragma once
// Lists PAI-EAS in many regions and accounts concurrently.

#include <optional>
#include <roster/client/client_config.hpp>
#include <roster/config.hpp>
#include <roster/eas/client.hpp>
#include <roster/eas/schema.hpp>
#include <roster/paging/report.hpp>
#include <roster/range/combine/fleet.hpp>
#include <roster/retry/rate_limiter.hpp>
#include <string>
#include <utility>
#include <vector>

namespace roster::inline v0::eas {

/// The regions and accounts of an eas::fleet, and the options that its clients share.
struct fleet_config {
  std::vector<std::string> regions{};  ///< the regions of every account, such as "cn-shanghai"
  /// Listed in addition to the regions; without regions and endpoints, the region or endpoint of `client` is listed.
  std::vector<std::string> endpoints{};
  /// Each is listed in every region and endpoint; that of `client` unless set.
  std::vector<account> accounts{};
  std::optional<roster::rate> rate_per_account{};  ///< instead of the rate limiter in `client`
  fleet_options how{};                             ///< how the lists are combined
  client_config client{};                          ///< all other options
};

/// Lists the services of many regions and accounts as one range. Copies share connections and rate limits; listings
/// may outlive the fleet.
/// Thread safety: the executor must not run handlers concurrently: an io_context run by one thread, or a strand.
/// Example: eas fleet: lists 30 regions of 5 accounts, of which two fail
class fleet {
 public:
  /// Fails: failure(errc::invalid_argument) for an invalid rate. An invalid region or account is a failure of its
  /// target.
  ROSTER_DECL fleet(asio::any_io_executor executor, fleet_config config);

  /// Returns the services of all targets as one lazy range; see roster::fleet. `options` apply to each target.
  template <class Row = service>
  async_range<sourced<Row>> list_services(list_services_request what = {}, list_options options = {}) const {
    std::vector<fleet_target<Row>> targets;
    for (const auto& one : targets_)
      targets.push_back(
          {.from = one.from, .open = [executor = executor_, config = one.config, what, options] {
             return client(executor, config).list_services<Row>(what, options);
           }});
    return roster::fleet(executor_, std::move(targets), how_);
  }

 private:
  struct target {
    origin from{};
    client_config config{};
  };

  asio::any_io_executor executor_;
  fleet_options how_;
  std::vector<target> targets_{};
};

}  // namespace roster::inline v0::eas

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/eas/impl/fleet.ipp>
#endif
