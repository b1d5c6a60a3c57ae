// SPDX-License-Identifier: BSL-1.0
#pragma once
// A request for credentials. All such requests use a new connection, short timeouts, and errors that contain
// no secret.

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <roster/alibaba/detail/credentials_network.hpp>
#include <roster/auth/any_signer.hpp>
#include <roster/auth/credentials.hpp>
#include <roster/config.hpp>
#include <roster/failure.hpp>
#include <roster/http/headers.hpp>
#include <roster/http/query.hpp>
#include <roster/http/response.hpp>
#include <roster/redactor.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace roster::inline v0::alibaba::detail {

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
ROSTER_DECL failure without_answer(const failure& why, const roster::detail::redactor& known,
                                   const std::vector<secret>& secrets);

/// Returns a string without leading and trailing white space and line ends, as found in files and plain
/// responses.
constexpr std::string_view without_space(std::string_view text) noexcept {
  const auto first = text.find_first_not_of(" \t\r\n");
  return first == text.npos ? "" : text.substr(first, text.find_last_not_of(" \t\r\n") + 1 - first);
}

using read_key = std::function<credentials(const http::response&)>;

/// Sends the request, up to three times while the service is unreachable or overloaded, and decodes the
/// response.
/// Awaits: at most 10 seconds for each attempt and 20 in total.
/// Fails: failure with the library's own message; of the service's response it contains only HTTP status,
/// code and request id.
ROSTER_DECL asio::awaitable<credentials> request_credentials(credentials_network network,
                                                             credentials_request what, read_key read);

}  // namespace roster::inline v0::alibaba::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/alibaba/impl/credentials_request.ipp>
#endif
