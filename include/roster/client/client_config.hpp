// SPDX-License-Identifier: BSL-1.0
#pragma once
// Configuration of a client.

#include <boost/asio/any_io_executor.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <roster/auth/credentials_provider.hpp>
#include <roster/auth/environment.hpp>
#include <roster/auth/signer.hpp>
#include <roster/client/detail/client_core.hpp>
#include <roster/client/observer.hpp>
#include <roster/client/runtime.hpp>
#include <roster/config.hpp>
#include <roster/retry/rate_limiter.hpp>
#include <roster/retry/retry_options.hpp>
#include <roster/transport/http_client_options.hpp>
#include <roster/transport/transport.hpp>
#include <string>

namespace roster::inline v0 {

/// One account of a fleet: its name and the source of its credentials.
struct account {
  std::string name{};                                   ///< for messages, and in the `origin` of every item
  std::shared_ptr<credentials_provider> credentials{};  ///< those of the account
};

/// Options of roster::client: endpoint, signer, credentials, retries and transport. A copy is cheap: clients made
/// from copies share the objects that the pointers refer to.
struct client_config {
  std::string endpoint{};     ///< "https://host[:port][/prefix]"
  detail::any_signer sign{};  ///< anonymous unless set: bearer{token}, aws_sigv4{…}, header_key{…} or another
  std::shared_ptr<credentials_provider> credentials{};  ///< for signers that need credentials
  std::chrono::milliseconds timeout{60'000};  ///< for one attempt, from credentials to the last byte
  retry_options retry{};                      ///< how failed requests are retried
  /// Share one among all clients that the service limits together, such as those of an account.
  std::shared_ptr<rate_limiter> rate{};
  bool require_tls{};          ///< reject http to another machine, directly or through a proxy
  http_client_options http{};  ///< of the HTTP client that is made when `transport` is empty
  std::shared_ptr<roster::transport> transport{};  ///< an emulator's, a test's, or one shared by clients
  /// Wraps the transport, such as by one that records or counts: its argument is `transport`, or else the default HTTP
  /// client with its proxy and TLS options. Called once by each client or fleet.
  std::function<std::shared_ptr<roster::transport>(std::shared_ptr<roster::transport>)> adapt{};
  roster::runtime runtime{};  ///< clocks, sleep and random numbers; the real ones unless set
  std::shared_ptr<roster::observer> observer{};  ///< is notified of requests, responses, retries and pages
  environment variables{};                       ///< for proxies: the process's environment unless set
};

namespace detail {

/// Makes the core of a client.
/// Fails: failure(errc::invalid_argument) for an endpoint or option that cannot be used, and for an http endpoint
/// that `require_tls` rejects.
ROSTER_DECL std::shared_ptr<const client_core> make_client_core(asio::any_io_executor executor,
                                                                client_config config);

}  // namespace detail

}  // namespace roster::inline v0

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/client/impl/client_config.ipp>
#endif
