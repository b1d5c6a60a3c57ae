// SPDX-License-Identifier: BSL-1.0
#pragma once
// How to reach Qianfan: the endpoint, and where credentials come from.

#include <chrono>
#include <memory>
#include <roster/auth/credentials_provider.hpp>
#include <roster/auth/environment.hpp>
#include <roster/client/client_config.hpp>
#include <roster/config.hpp>
#include <string>
#include <string_view>

namespace roster::inline v0::qianfan {

/// The endpoint that is used unless the configuration or the environment has another one.
inline constexpr std::string_view default_endpoint = "https://qianfan.baidubce.com";

/// Options of qianfan::client. Without any, credentials come from the environment variables and files that the
/// vendor's tools use.
struct client_config {
  std::string endpoint{};  ///< configured_endpoint() unless set, and default_endpoint without that; with
                           ///< `credentials` of one's own, an endpoint of .env does not count
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

/// Returns the options of the roster::client that a qianfan::client is made of: endpoint, signer and credentials are set.
ROSTER_DECL roster::client_config to_client_config(client_config config);

}  // namespace roster::inline v0::qianfan

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/qianfan/impl/client_config.ipp>
#endif
