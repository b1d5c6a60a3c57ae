// SPDX-License-Identifier: BSL-1.0
#pragma once
// Clients of PAI-EAS.

#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <concepts>
#include <functional>
#include <memory>
#include <optional>
#include <roster/auth/credentials_provider.hpp>
#include <roster/auth/environment.hpp>
#include <roster/client/client.hpp>
#include <roster/client/client_config.hpp>
#include <roster/client/options.hpp>
#include <roster/config.hpp>
#include <roster/eas/detail/instances.hpp>
#include <roster/eas/schema.hpp>
#include <roster/eas/schema/describe_service.hpp>
#include <roster/http/url.hpp>
#include <string>
#include <string_view>
#include <utility>

namespace roster::inline v0::eas {

/// Options of one generic call of PAI-EAS.
struct call_options {
  /// The operation's name, "DescribeService": the service needs it in addition to the path.
  std::string action{};
  std::string version{"2021-07-01"};  ///< of the API
  std::string body{};                 ///< JSON text, "" for none
  bool read{};  ///< the call changes nothing: it is retried like the page requests of a listing
  /// For the whole call, retries included.
  /// Units: milliseconds.
  std::optional<std::chrono::milliseconds> deadline{};
};

/// Options of eas::client. By default, region and credentials come from the environment variables and files that the
/// vendor's tools use.
struct client_config {
  /// "cn-shanghai": the public endpoint of that region; `configured_region()` unless set.
  std::string region{};
  /// "https://host[:port]", instead of a region: a VPC endpoint, a proxy, an emulator.
  std::string endpoint{};
  std::string profile{};  ///< a profile of the vendor's files, which provides credentials and region
  std::shared_ptr<credentials_provider> credentials{};  ///< default_credentials() unless set
  std::chrono::milliseconds timeout{60'000};  ///< for one attempt, from credentials to the last byte
  retry_options retry{};                      ///< how failed requests are retried
  /// Share one among all clients of an account, since the vendor limits each account.
  std::shared_ptr<rate_limiter> rate{};
  bool require_tls{};          ///< reject http to another machine, directly or through a proxy
  http_client_options http{};  ///< of the HTTP client that is made when `transport` is empty
  std::shared_ptr<roster::transport> transport{};  ///< an emulator's, a test's, or one shared by clients
  /// Wraps the transport, such as by one that records or counts: its argument is `transport`, or else the default HTTP
  /// client with its proxy and TLS options. Called once by each client or fleet.
  std::function<std::shared_ptr<roster::transport>(std::shared_ptr<roster::transport>)> adapt{};
  roster::runtime runtime{};  ///< clocks, sleep and random numbers; the real ones unless set
  std::shared_ptr<roster::observer> observer{};  ///< is notified of requests, responses, retries and pages
  environment variables{};                       ///< the process's environment unless set
};

namespace detail {

/// Returns "https://pai-eas.REGION.aliyuncs.com". Any region name is accepted, so that a new region needs no new
/// version of this library.
/// Fails: failure(errc::invalid_argument) for a text that is not a region name.
ROSTER_DECL std::string endpoint_of_region(std::string_view region);

/// Returns the credentials of a config; without any, those of its profile, or default_credentials() if no profile is
/// set.
ROSTER_DECL std::shared_ptr<credentials_provider> credentials_of(const client_config& config);

/// Returns a core that signs another action and shares everything else with `core`.
ROSTER_DECL std::shared_ptr<const roster::detail::client_core> core_of_action(
    const roster::detail::client_core& core, std::string_view action, std::string_view version);

}  // namespace detail

/// Returns the options of the roster::client that implements an eas::client, with endpoint, signer and credentials
/// set. `action` is the operation's name, which is signed.
/// Fails: failure(errc::invalid_argument) when neither region nor endpoint is given or configured, and for
/// credentials together with a profile.
ROSTER_DECL roster::client_config to_client_config(client_config config,
                                                   std::string_view action = list_services::action);

}  // namespace roster::inline v0::eas

namespace roster::inline v0 {
struct call_response;  // in <roster/eas/call.hpp>
}

namespace roster::inline v0::eas {

/// Lists and describes the services of one region. Copies share connections; a listing may outlive its client.
/// Thread safety: the executor must not run handlers concurrently: an io_context run by one thread, or a strand.
class client {
 public:
  /// Fails: failure(errc::invalid_argument) when neither region nor endpoint is given or configured, and for an option
  /// that cannot be used.
  client(asio::any_io_executor executor, client_config config)
      : operation_(std::move(executor), to_client_config(std::move(config))) {}

  /// Returns the services as a lazy range of Row: `service` itself, or a struct of some of its members.
  /// Source: PAI-EAS, ListServices.
  /// Example: eas client: lists services as rows of a user's own struct
  template <class Row = service>
  async_range<Row> list_services(list_services_request what = {}, list_options options = {}) const {
    return operation_.template list<Row>(std::move(what), std::move(options));
  }

  /// Describes one service: `{.cluster_id = "cn-shanghai", .service_name = "echo"}`, both of which are required. The
  /// response has the endpoints, which lists omit.
  /// Fails: as a listing does; errc::bad_request, with the code InvalidService.NotFound, for an unknown service.
  /// Source: PAI-EAS, DescribeService.
  /// Example: eas client: describes a service, with the endpoints that lists omit
  template <class Operation = eas::describe_service>
  asio::awaitable<service> describe_service(describe_service_request what,
                                            roster::call_options options = {}) const {
    return roster::detail::typed_call<Operation>::run(
        detail::core_of_action(*operation_.core(), Operation::action, Operation::version), std::move(what),
        std::move(options));
  }

  /// Describes a service of a list, by its region and name.
  /// Example: eas client: enriches a list with the endpoints of its services
  template <std::same_as<service> Listed>  // a template, so that braces are always a request
  asio::awaitable<service> describe_service(const Listed& listed, roster::call_options options = {}) const {
    return describe_service(
        describe_service_request{.cluster_id = listed.region, .service_name = listed.service_name},
        std::move(options));
  }

  /// Calls any operation of the vendor, signed: include <roster/eas/call.hpp>. `path` is percent-encoded where
  /// needed; `query` is not encoded.
  /// Build a path that contains untrusted names with http::path_from_segments(), which rejects empty segments and dot
  /// segments.
  /// Returns: status, headers, request id and body of a successful response.
  /// Fails: as a listing does; failure(errc::invalid_argument), before any I/O, for a call that cannot be sent. A call
  /// is retried only if `options.read` is set, which says that it is idempotent. Otherwise it is sent once, on a new
  /// connection; opening the connection is not retried either.
  /// Example: eas call: calls an operation by its method, path and query
  template <class Response = call_response>
  asio::awaitable<Response> call(std::string method, std::string path, http::detail::query_list query,
                                 call_options options) const;

  /// Returns the generic client of ListServices, which can also prepare a request without sending it.
  const roster::client<eas::list_services>& operation() const noexcept { return operation_; }

 private:
  roster::client<eas::list_services> operation_;
};

}  // namespace roster::inline v0::eas

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/eas/impl/client.ipp>
#endif
