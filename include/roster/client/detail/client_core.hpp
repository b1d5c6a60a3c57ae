// SPDX-License-Identifier: BSL-1.0
#pragma once
// What the operations of a client share.

#include <algorithm>
#include <boost/asio/any_io_executor.hpp>
#include <chrono>
#include <memory>
#include <optional>
#include <roster/auth/credentials_provider.hpp>
#include <roster/auth/environment.hpp>
#include <roster/auth/signer.hpp>
#include <roster/client/detail/clock_skew.hpp>
#include <roster/client/observer.hpp>
#include <roster/client/runtime.hpp>
#include <roster/config.hpp>
#include <roster/failure.hpp>
#include <roster/http/url.hpp>
#include <roster/retry/rate_limiter.hpp>
#include <roster/retry/retry_options.hpp>
#include <roster/schema/operation_traits.hpp>
#include <roster/schema/wire_name.hpp>
#include <roster/transport/http_client_options.hpp>
#include <roster/transport/transport.hpp>
#include <roster/wire/list_page.hpp>
#include <string>
#include <type_traits>
#include <utility>

namespace roster::inline v0::detail {

/// Returns the path of the first id that is absent or empty, "Services[3].ServiceId".
template <class Op, class Row>
std::optional<std::string> missing_key(const list_page<Op, Row>& came) {
  const auto none = std::find(came.keys.begin(), came.keys.end(), "");
  if (none == came.keys.end()) return std::nullopt;
  std::string out = wire_path<case_of<Op>>(Op::items) + '[' + std::to_string(none - came.keys.begin()) + ']';
  if constexpr (has_path<key_path<Op>> && !std::is_same_v<key_path<Op>, whole_item>)
    out += '.' + wire_path<case_of<Op>>(key_of<Op>);
  return out;
}

/// Makes an HTTP client that uses the proxies of `variables`, unless the options name a proxy. Empty variables mean
/// those of the process.
/// Fails: failure(errc::invalid_argument) for options that cannot be used.
/// Example: client transport: uses the proxy of the environment variables, unless the options have one
ROSTER_DECL std::shared_ptr<transport> make_client_transport(boost::asio::any_io_executor executor,
                                                             http_client_options options,
                                                             const environment& variables);

/// Returns the transport of a client: `config.transport` or else an HTTP client of its own, wrapped by `config.adapt`.
/// Config is the options of any client or fleet; its transport and `adapt` are empty afterwards.
/// Fails: as make_client_transport does; failure(errc::invalid_argument) if `adapt` returns none.
/// Example: client transport: a decorator is called with every request, and the proxy is still used
template <class Config>
std::shared_ptr<transport> make_transport(const boost::asio::any_io_executor& executor, Config& config) {
  auto carrier = std::exchange(config.transport, nullptr);
  if (!carrier) carrier = make_client_transport(executor, config.http, config.variables);
  if (const auto adapt = std::exchange(config.adapt, nullptr)) carrier = adapt(std::move(carrier));
  if (!carrier) throw failure(errc::invalid_argument, "invalid option adapt: it returned no transport");
  return carrier;
}

/// Returns the proxies of `https_proxy` and `http_proxy`, or of `all_proxy` where one is not set, and the exceptions
/// of `no_proxy`, to which localhost and the loopback addresses are added. The lower-case name of a variable
/// takes precedence over the upper-case one; an empty variable counts as unset. `HTTP_PROXY` is ignored where
/// `REQUEST_METHOD` is set: in a CGI program it is a header of the request.
/// Example: environment_proxies: prefers the lower-case name
ROSTER_DECL proxy_options environment_proxies(const environment& variables);

/// The state that all listings of a client share. They own it jointly: a client may be destroyed before its listings.
struct client_core {
  asio::any_io_executor executor{};
  http::endpoint endpoint{};
  any_signer sign{};
  std::shared_ptr<credentials_provider> credentials{};  ///< may be empty for a signer that needs none
  std::shared_ptr<roster::transport> transport{};
  retry_options retry{};
  std::shared_ptr<rate_limiter> rate{};          ///< may be empty
  std::chrono::milliseconds timeout{};           ///< for one attempt
  roster::runtime runtime{};                     ///< complete: no function is empty
  std::shared_ptr<roster::observer> observer{};  ///< may be empty

  // Shared by all requests of the client; never empty.
  std::shared_ptr<retry_quota> quota{std::make_shared<retry_quota>(retry_options{}.quota)};
  std::shared_ptr<clock_skew> skew{std::make_shared<clock_skew>()};
  std::shared_ptr<std::string> spare{std::make_shared<std::string>()};  ///< memory for the next response
};

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/client/impl/client_core.ipp>
#endif
