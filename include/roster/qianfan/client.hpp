// SPDX-License-Identifier: BSL-1.0
#pragma once
// Clients of Qianfan.

#include <boost/asio/awaitable.hpp>
#include <boost/json/fwd.hpp>
#include <chrono>
#include <concepts>
#include <functional>
#include <memory>
#include <roster/auth/credentials_provider.hpp>
#include <roster/auth/environment.hpp>
#include <roster/client/client.hpp>
#include <roster/client/client_config.hpp>
#include <roster/client/options.hpp>
#include <roster/config.hpp>
#include <roster/http/url.hpp>
#include <roster/qianfan/detail/all_versions.hpp>
#include <roster/qianfan/detail/instances.hpp>
#include <roster/qianfan/schema.hpp>
#include <roster/qianfan/schema/describe_service.hpp>
#include <string>
#include <string_view>
#include <utility>

namespace roster::inline v0::qianfan {

namespace detail {

/// The endpoint that is used unless the configuration or the environment names one.
inline constexpr std::string_view default_endpoint = "https://qianfan.baidubce.com";

}  // namespace detail

/// Options of qianfan::client. By default, credentials come from the environment variables and files that the
/// vendor's tools use.
struct client_config {
  /// The result of `configured_endpoint()` unless set; without a configured one, https://qianfan.baidubce.com. An
  /// endpoint in .env is ignored if `credentials` is set.
  std::string endpoint{};
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

/// Returns the options of the roster::client that implements a qianfan::client, with endpoint, signer and credentials
/// set.
/// Fails: failure(errc::invalid_argument) for an endpoint or option that cannot be used.
ROSTER_DECL roster::client_config to_client_config(client_config config);

}  // namespace roster::inline v0::qianfan

namespace roster::inline v0 {
struct call_response;  // in <roster/qianfan/call.hpp>
}

namespace roster::inline v0::qianfan {

/// Lists and describes the services of one account. Copies share connections; a listing may outlive its client.
/// Thread safety: the executor must not run handlers concurrently: an io_context run by one thread, or a strand.
class client {
 public:
  /// Fails: failure(errc::invalid_argument) for an endpoint or option that cannot be used.
  client(asio::any_io_executor executor, client_config config)
      : operation_(std::move(executor), to_client_config(std::move(config))) {}

  /// Returns the services as a lazy range of Row: `service` itself, or a struct of some of its members.
  /// Source: Qianfan, DescribeServices.
  /// Example: qianfan client: lists services as rows of a user's own struct
  template <class Row = service>
  async_range<Row> describe_services(describe_services_request what = {}, list_options options = {}) const {
    return operation_.template list<Row>(std::move(what), std::move(options));
  }

  /// Returns the services of both protocol versions, 1 and then 2, as one lazy range. Version 2 is not requested
  /// before version 1 has ended. Their ids are distinct, so there are no duplicates. `options` apply to the whole
  /// range; after a failure in version 2 the range resumes there.
  /// Fails: failure(errc::invalid_argument), at once, when `what` names a version or a marker, or `options` a
  /// checkpoint to resume from: it is a position in one list.
  /// Example: qianfan client: describe_all_services lists both protocol versions as one range
  template <class Row = service>
  async_range<Row> describe_all_services(describe_services_request what = {},
                                         list_options options = {}) const {
    return async_range<Row>(
        detail::every_version<Row>(operation_.core(), std::move(what), std::move(options)));
  }

  /// Describes one service, of either protocol version: `{.service_id = "svco-…"}`, which is required. The service is
  /// the response's `result`.
  /// Fails: as a listing does; errc::bad_request for an unknown service, with a code that is not documented.
  /// Source: Qianfan, DescribeService.
  /// Example: qianfan client: describes a service
  template <class Operation = qianfan::describe_service>
  asio::awaitable<describe_service_response> describe_service(describe_service_request what,
                                                              call_options options = {}) const {
    return roster::detail::typed_call<Operation>::run(operation_.core(), std::move(what), std::move(options));
  }

  /// Describes a service of a list, by its id.
  template <std::same_as<service> Listed>  // a template, so that braces are always a request
  asio::awaitable<describe_service_response> describe_service(const Listed& listed,
                                                              call_options options = {}) const {
    return describe_service(describe_service_request{.service_id = listed.service_id}, std::move(options));
  }

  /// Calls any action of the vendor, signed: include <roster/qianfan/call.hpp>. `route` is the path, `body` a JSON
  /// object, or null for an empty one; it is copied at once. (g++ 12 mishandles braces inside a co_await: name the
  /// call first, then await it.)
  /// Build a path that contains untrusted names with http::path_from_segments(), which rejects empty segments and dot
  /// segments.
  /// Returns: status, headers, request id and body of a successful response.
  /// Fails: as a listing does; failure(errc::invalid_argument), before any I/O, for a call that cannot be sent. A call
  /// is retried only if `options.read` is set, which says that it is idempotent. Otherwise it is sent once, on a new
  /// connection; opening the connection is not retried either.
  /// Example: qianfan call: calls an action as the vendor's page does
  template <class Response = call_response>
  asio::awaitable<Response> call(std::string route, std::string action, const boost::json::value& body,
                                 call_options options = {}) const;

  /// Returns the generic client of DescribeServices, which can also prepare a request without sending it.
  const roster::client<qianfan::describe_services>& operation() const noexcept { return operation_; }

 private:
  roster::client<qianfan::describe_services> operation_;
};

}  // namespace roster::inline v0::qianfan

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/qianfan/impl/client.ipp>
#endif
