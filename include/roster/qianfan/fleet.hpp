// SPDX-License-Identifier: BSL-1.0
#pragma once
// Lists Qianfan in many accounts and both protocol versions concurrently.

#include <cstdint>
#include <optional>
#include <roster/client/client_config.hpp>
#include <roster/config.hpp>
#include <roster/failure.hpp>
#include <roster/paging/report.hpp>
#include <roster/qianfan/client.hpp>
#include <roster/qianfan/schema.hpp>
#include <roster/range/combine/fleet.hpp>
#include <roster/retry/rate_limiter.hpp>
#include <string>
#include <utility>
#include <vector>

namespace roster::inline v0::qianfan {

/// The accounts of a qianfan::fleet, and the options that its clients share.
struct fleet_config {
  std::vector<account> accounts{};                 ///< that of `client` unless set
  std::optional<roster::rate> rate_per_account{};  ///< instead of the rate limiter in `client`
  fleet_options how{};                             ///< how the lists are combined
  client_config client{};                          ///< all other options
};

/// Lists the services of many accounts as one range. Copies share connections and rate limits; listings may outlive
/// the fleet.
/// Thread safety: the executor must not run handlers concurrently: an io_context run by one thread, or a strand.
/// Example: qianfan fleet: lists both protocol versions of every account
class fleet {
 public:
  /// Fails: failure(errc::invalid_argument) for an endpoint, an option or a rate that cannot be used.
  ROSTER_DECL fleet(asio::any_io_executor executor, fleet_config config);

  /// Returns the services of all accounts as one lazy range; see roster::fleet. Each protocol version is a target of
  /// its own, unless `what` names one. `options` apply to each target.
  /// Fails: failure(errc::invalid_argument), at once, when `what` has a marker, which belongs to one account.
  template <class Row = service>
  async_range<sourced<Row>> describe_services(describe_services_request what = {},
                                              list_options options = {}) const {
    if (what.marker)
      throw failure(errc::invalid_argument,
                    "invalid request: marker is set, which belongs to the list of one account; pass it to "
                    "describe_services of a client");
    std::vector<fleet_target<Row>> targets;
    std::vector<std::int64_t> versions{1, 2};
    if (what.protocol_version) versions = {*what.protocol_version};
    for (const auto& one : accounts_)
      for (const auto version : versions) {
        auto request = what;
        request.protocol_version = version;
        targets.push_back(
            {.from = {.account = one.name, .version = std::to_string(version)},
             .open = [one, request, options] { return one.lists.describe_services<Row>(request, options); }});
      }
    return roster::fleet(executor_, std::move(targets), how_);
  }

 private:
  struct named_client {
    std::string name{};
    client lists;
  };

  asio::any_io_executor executor_;
  fleet_options how_;
  std::vector<named_client> accounts_{};
};

}  // namespace roster::inline v0::qianfan

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/qianfan/impl/fleet.ipp>
#endif
