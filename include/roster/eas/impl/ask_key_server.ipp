// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of ask_key_server.hpp.

#include <roster/eas/ask_key_server.hpp>

#include <algorithm>
#include <roster/eas/key_answer.hpp>
#include <roster/eas/key_request.hpp>
#include <roster/failure.hpp>
#include <roster/http/endpoint.hpp>
#include <string>
#include <utility>

namespace roster::eas {
namespace detail {

/// Takes a URI apart. What is wrong with it is not told in detail, since it may hold a secret.
inline key_request request_of(const std::string& uri) {
  const auto scheme_end = uri.find("://");
  const auto authority = scheme_end == uri.npos ? 0 : scheme_end + 3;
  const auto path = (std::min)(uri.find_first_of("/?#", authority), uri.size());
  const auto query = (std::min)(uri.find('?', path), uri.size());
  key_request out{.endpoint = uri.substr(0, path),
                  .path = path == query ? "/" : uri.substr(path, query - path),
                  .query = uri.substr((std::min)(query + 1, uri.size())),
                  .secrets = {secret(uri)}};
  try {
    (void)http::parse_endpoint(out.endpoint);
  } catch (const failure&) {
    throw failure(errc::invalid_argument, "it is no http or https URI");
  }
  return out;
}

}  // namespace detail

ROSTER_DECL asio::awaitable<credentials> ask_key_server(credentials_network network, key_server server) {
  auto what = detail::request_of(server.uri);
  detail::read_key read = [around = real_where_empty(network.around)](const http::response& response) {
    return read_key_answer(response, around.now());
  };
  auto asked = detail::ask_for_key(std::move(network), std::move(what), std::move(read));
  auto key = co_await std::move(asked);
  co_return key;
}

}  // namespace roster::eas
