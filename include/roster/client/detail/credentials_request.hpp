// SPDX-License-Identifier: BSL-1.0
#pragma once
// Requesting credentials over HTTP.

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <roster/auth/credentials.hpp>
#include <roster/auth/signer.hpp>
#include <roster/client/observer.hpp>
#include <roster/client/runtime.hpp>
#include <roster/config.hpp>
#include <roster/detail/redactor.hpp>
#include <roster/failure.hpp>
#include <roster/http/message.hpp>
#include <roster/http/url.hpp>
#include <roster/transport/http_client_options.hpp>
#include <roster/transport/transport.hpp>
#include <roster/wire/decode_error.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace roster::inline v0::detail {

/// Returns "line 3, column 14: profiles[0].mode: expected a string". The path of a mismatch consists of
/// member names of the library's own structs only.
ROSTER_DECL std::string describe_error(std::string_view text, const decode_error& error);

// Network access of the credentials search: injected, so that no test needs a network, a clock or an
// instance.

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

/// Returns the options of the HTTP client that fetches credentials: the timeout of connecting is at most
/// `most`. Certificates are verified and legacy cipher suites rejected, regardless of the options for a
/// client's own endpoint. The client certificate is not sent.
ROSTER_DECL http_client_options credentials_client_options(http_client_options options,
                                                           std::chrono::milliseconds most);

/// Creates the transport for one search of credentials.
ROSTER_DECL std::shared_ptr<roster::transport> connect_for(const credentials_network& network,
                                                           const asio::any_io_executor& executor,
                                                           std::chrono::milliseconds most);

struct credentials_request {
  std::string endpoint{};
  std::string method{"GET"};
  std::string path{"/"};
  std::string query{};  ///< percent-encoded
  std::string form{};   ///< percent-encoded request body
  any_signer sign{};    ///< signs with `key`
  credentials key{};
  std::vector<secret> secrets{};  ///< secrets in the request, in addition to those recognized by name
};

/// Returns the failure of a request with only the HTTP status, code and request id of its response, and
/// without the secrets. A code or request id that is a part of a secret is omitted.
ROSTER_DECL failure without_response_text(const failure& why, const redactor& known,
                                          const std::vector<secret>& secrets);

using read_key = std::function<credentials(const http::response&)>;

/// Sends the request, up to three times while the service is unreachable or overloaded, and decodes the
/// response.
/// Awaits: at most 10 seconds for each attempt and 20 in total.
/// Fails: failure with the library's own message; of the service's response it contains only HTTP status,
/// code and request id.
ROSTER_DECL asio::awaitable<credentials> request_credentials(credentials_network network,
                                                             credentials_request what, read_key read);

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/client/impl/credentials_request.ipp>
#endif
