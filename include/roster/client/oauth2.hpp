// SPDX-License-Identifier: BSL-1.0
#pragma once
// Access tokens of OAuth 2.0, obtained with a client's id and secret.

#include <memory>
#include <roster/auth/credentials_provider.hpp>
#include <roster/auth/environment.hpp>
#include <roster/auth/refreshing_credentials.hpp>
#include <roster/client/runtime.hpp>
#include <roster/config.hpp>
#include <roster/schema/secret.hpp>
#include <roster/transport/http_client_options.hpp>
#include <roster/transport/transport.hpp>
#include <string>
#include <utility>
#include <vector>

namespace roster::inline v0 {

/// Options of oauth2_client_credentials.
struct oauth2_options {
  std::string token_url{};  ///< "https://login.example.com/oauth2/token"; http only on this machine
  std::string client_id{};  ///< of the registered application
  secret client_secret{};   ///< of the registered application; it is sent only to `token_url`
  std::string scope{};      ///< separated by spaces; not sent if empty
  std::vector<std::pair<std::string, std::string>> parameters{};  ///< others, such as {"audience", "…"}
  bool basic{};                ///< sends id and secret with Basic authentication instead of in the form
  refresh_options refresh{};   ///< when a new token is requested
  http_client_options http{};  ///< of the HTTP client that is made when `transport` is empty
  std::shared_ptr<roster::transport> transport{};  ///< the default HTTP client unless set
  roster::runtime runtime{};  ///< clocks, sleep and random numbers; the real ones unless set
  environment variables{};    ///< for proxies: the process's environment unless set
};

/// Returns a provider of access tokens, as `security_token`, for `roster::bearer()`. A token is cached until it
/// expires (`expires_in`; five minutes without it), and refreshed as by refreshing_credentials. Certificates are
/// always verified.
/// Fails: failure(errc::invalid_argument) for a URL that cannot be used and for an empty client id. The provider
/// fails with failure(errc::no_credentials), which has the HTTP status and the error code of the response and shows
/// nothing else of it.
/// Source: RFC 6749, 4.4 and 2.3.1.
/// Example: oauth2_client_credentials: requests a token with a form, and caches it
ROSTER_DECL std::shared_ptr<credentials_provider> oauth2_client_credentials(oauth2_options options);

}  // namespace roster::inline v0

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/client/impl/oauth2.ipp>
#endif
