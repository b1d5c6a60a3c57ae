// SPDX-License-Identifier: BSL-1.0
#pragma once
// Network access of the credentials search: injected, so that no test needs a network, a clock or an
// instance.

#include <boost/asio/any_io_executor.hpp>
#include <functional>
#include <memory>
#include <roster/client/observer.hpp>
#include <roster/client/runtime.hpp>
#include <roster/transport/http_client_options.hpp>
#include <roster/transport/transport.hpp>

namespace roster::inline v0::alibaba::detail {

struct credentials_network {
  /// CA file, proxies and resolver of the HTTP client that is created for every search. Proxies are those of
  /// the environment unless set; the metadata service is never accessed through one.
  http_client_options http{};
  /// Creates a transport to use instead of that client; if empty, the client is used.
  std::function<std::shared_ptr<roster::transport>(boost::asio::any_io_executor)> connect{};
  roster::runtime runtime{};  ///< clocks, sleep and random numbers; real unless set
  /// Rejects a credentials server that uses http, unless it is on this machine (loopback) or link
  /// (169.254.0.0/16, fe80::/10, 100.100.100.200): metadata services have no TLS.
  bool require_tls{};
  std::shared_ptr<roster::observer> observer{};  ///< notified if such a server is used; may be null
};

}  // namespace roster::inline v0::alibaba::detail
