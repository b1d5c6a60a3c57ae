// SPDX-License-Identifier: BSL-1.0
#pragma once
// Options of eas::client: the region or an endpoint, and the source of credentials.

#include <chrono>
#include <memory>
#include <roster/auth/credentials_provider.hpp>
#include <roster/auth/environment.hpp>
#include <roster/client/client_config.hpp>
#include <roster/config.hpp>
#include <string>
#include <string_view>

namespace roster::inline v0::eas {

/// Options of eas::client. By default, region and credentials come from the environment variables and files that the
/// vendor's tools use.
struct client_config {
  /// "cn-shanghai": the public endpoint of that region; `configured_region()` unless set.
  std::string region{};
  /// "https://host[:port]", instead of a region: a VPC endpoint, a proxy, an emulator.
  std::string endpoint{};
  std::string profile{};  ///< a profile of the vendor's files, which provides credentials and region
  std::shared_ptr<credentials_provider> credentials{};  ///< default_credentials() unless set
  std::chrono::milliseconds timeout{60'000};            ///< for one attempt, from connecting to the last byte
  retry_options retry{};
  /// Share one among all clients of an account, since the vendor limits each account.
  std::shared_ptr<rate_limiter> rate{};
  bool require_tls{};          ///< reject http to another machine, directly or through a proxy
  http_client_options http{};  ///< of the HTTP client that is made when `transport` is empty
  std::shared_ptr<roster::transport> transport{};  ///< an emulator's, a test's, or one shared by clients
  roster::runtime runtime{};  ///< clocks, sleep and random numbers; the real ones unless set
  std::shared_ptr<roster::observer> observer{};  ///< is notified of requests, responses, retries and pages
  environment variables{};                       ///< the process's environment unless set
};

/// Returns "https://pai-eas.REGION.aliyuncs.com". Any region name is accepted, so that a new region needs no new
/// version of this library.
/// Fails: failure(errc::invalid_argument) for a text that is not a region name.
ROSTER_DECL std::string endpoint_of_region(std::string_view region);

namespace detail {

/// Returns the credentials of a config; without any, those of its profile, or default_credentials() if no profile is
/// set.
ROSTER_DECL std::shared_ptr<credentials_provider> credentials_of(const client_config& config);

}  // namespace detail

/// Returns the options of the roster::client that implements an eas::client, with endpoint, signer and credentials
/// set.
/// Fails: failure(errc::invalid_argument) when neither region nor endpoint is given or configured, and for
/// credentials together with a profile.
ROSTER_DECL roster::client_config to_client_config(client_config config);

}  // namespace roster::inline v0::eas

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/eas/impl/client_config.ipp>
#endif
