// SPDX-License-Identifier: BSL-1.0
#pragma once
// How to reach PAI-EAS: the region or an endpoint, and where credentials come from.

#include <chrono>
#include <memory>
#include <roster/auth/credentials_provider.hpp>
#include <roster/auth/environment.hpp>
#include <roster/client/client_config.hpp>
#include <roster/config.hpp>
#include <string>
#include <string_view>

namespace roster::inline v0::eas {

/// Options of eas::client. Without any, region and credentials come from the environment variables and files that
/// the vendor's tools use.
struct client_config {
  std::string
      region{};  ///< "cn-shanghai": the public endpoint of that region; configured_region() unless set
  std::string
      endpoint{};  ///< "https://host[:port]", instead of a region: a VPC endpoint, a proxy, an emulator
  std::string profile{};  ///< of the vendor's files, to take credentials and region from it
  std::shared_ptr<credentials_provider> credentials{};  ///< default_credentials() unless set
  std::chrono::milliseconds timeout{60'000};            ///< for one attempt, from connecting to the last byte
  retry_options retry{};
  std::shared_ptr<rate_limiter> rate{};  ///< one for all clients of an account, since the vendor counts so
  bool require_tls{};          ///< refuse an endpoint with http, unless it is this machine (loopback)
  http_client_options http{};  ///< of the HTTP client that is made when `transport` is empty
  std::shared_ptr<roster::transport> transport{};  ///< an emulator's, a test's, or one shared among clients
  roster::runtime runtime{};                       ///< clocks, sleep and chance; real unless set
  std::shared_ptr<roster::observer> observer{};    ///< is told of requests, answers, retries and pages
  environment variables{};                         ///< the process's environment unless set
};

/// Returns "https://pai-eas.REGION.aliyuncs.com"; any region is taken, so that a new one needs no new
/// version.
/// Fails: failure(errc::invalid_argument) for a text that is no region.
ROSTER_DECL std::string endpoint_of_region(std::string_view region);

namespace detail {

/// Returns the credentials of a config; those of its profile, or default_credentials(), where it has none.
ROSTER_DECL std::shared_ptr<credentials_provider> credentials_of(const client_config& config);

}  // namespace detail

/// Returns the options of the roster::client that an eas::client is made of: endpoint, signer and credentials are set.
/// Fails: failure(errc::invalid_argument) when neither region nor endpoint is given or set up, and for
/// credentials together with a profile.
ROSTER_DECL roster::client_config to_client_config(client_config config);

}  // namespace roster::inline v0::eas

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/eas/impl/client_config.ipp>
#endif
