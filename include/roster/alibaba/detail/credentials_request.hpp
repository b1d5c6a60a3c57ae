// SPDX-License-Identifier: BSL-1.0
#pragma once
// One question to a service that gives out keys, with what every such question has in common: a connection for
// this once, short times, and reasons that show nothing secret.

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

/// Returns the options of the HTTP client that asks for keys: connecting takes at most `most`. Certificates are
/// verified, and legacy cipher suites refused, whatever a client was told about its endpoint, and its own is not shown.
ROSTER_DECL http_client_options key_client_options(http_client_options options,
                                                   std::chrono::milliseconds most);

/// Makes the transport of one search.
ROSTER_DECL std::shared_ptr<roster::transport> connect_for(const credentials_network& network,
                                                           const asio::any_io_executor& executor,
                                                           std::chrono::milliseconds most);

struct credentials_request {
  std::string endpoint{};
  std::string method{"GET"};
  std::string path{"/"};
  std::string query{};  ///< percent-encoded
  std::string form{};   ///< the same, as the body
  any_signer sign{};    ///< with `key`
  credentials key{};
  std::vector<secret> secrets{};  ///< of the request, beside those that are known by their names
};

/// Returns the failure of a question with nothing of its answer but HTTP status, code and request id, and with none of
/// the secrets. A code or a request id that is a part of a secret is not shown at all.
ROSTER_DECL failure without_answer(const failure& why, const roster::detail::redactor& known,
                                   const std::vector<secret>& secrets);

/// Returns a text without white space and ends of lines around it, as files and plain answers have them.
constexpr std::string_view without_space(std::string_view text) noexcept {
  const auto first = text.find_first_not_of(" \t\r\n");
  return first == text.npos ? "" : text.substr(first, text.find_last_not_of(" \t\r\n") + 1 - first);
}

using read_key = std::function<credentials(const http::response&)>;

/// Asks, up to three times while the service is not to be reached or overloaded, and reads the answer.
/// Awaits: 10 seconds for each attempt, and at most 20 for all.
/// Fails: failure whose message says why in words of our own; of what the service says, only HTTP status, code
/// and request id are shown.
ROSTER_DECL asio::awaitable<credentials> request_credentials(credentials_network network,
                                                             credentials_request what, read_key read);

}  // namespace roster::inline v0::alibaba::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/alibaba/impl/credentials_request.ipp>
#endif
