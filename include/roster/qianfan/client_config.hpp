// SPDX-License-Identifier: BSL-1.0
#pragma once
// Options of qianfan::client: the endpoint, and the source of credentials.

#include <chrono>
#include <memory>
#include <roster/auth/credentials_provider.hpp>
#include <roster/auth/environment.hpp>
#include <roster/client/client_config.hpp>
#include <roster/config.hpp>
#include <string>
#include <string_view>

namespace roster::inline v0::qianfan {

/// The endpoint that is used unless the configuration or the environment names one.
inline constexpr std::string_view default_endpoint = "https://qianfan.baidubce.com";

/// Options of qianfan::client. By default, credentials come from the environment variables and files that the
/// vendor's tools use.
struct client_config {
  /// `configured_endpoint()` unless set, and `default_endpoint` without that. An endpoint of .env is not
  /// used if `credentials` is set.
  std::string endpoint{};
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

/// Returns the options of the roster::client that implements a qianfan::client, with endpoint, signer and credentials
/// set.
ROSTER_DECL roster::client_config to_client_config(client_config config);

}  // namespace roster::inline v0::qianfan

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/qianfan/impl/client_config.ipp>
#endif
