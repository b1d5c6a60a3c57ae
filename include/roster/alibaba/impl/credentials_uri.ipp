// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of credentials_uri.hpp.

#include <roster/alibaba/detail/credentials_uri.hpp>

#include <algorithm>
#include <cstddef>
#include <roster/alibaba/detail/credentials_request.hpp>
#include <roster/failure.hpp>
#include <roster/http/endpoint.hpp>
#include <roster/http/query.hpp>
#include <string>
#include <utility>

namespace roster::inline v0::alibaba::detail {

/// Path segments shorter than this are treated as names, not as tokens.
inline constexpr std::size_t min_secret_segment = 16;

/// Splits a URI. Errors contain no details of it, since it may hold a secret.
inline credentials_request request_of(const std::string& uri) {
  const auto scheme_end = uri.find("://");
  const auto authority = scheme_end == uri.npos ? 0 : scheme_end + 3;
  const auto path = (std::min)(uri.find_first_of("/?#", authority), uri.size());
  const auto query = (std::min)(uri.find('?', path), uri.size());
  credentials_request out{.endpoint = uri.substr(0, path),
                          .path = path == query ? "/" : uri.substr(path, query - path),
                          .query = uri.substr((std::min)(query + 1, uri.size()))};
  // Path and query may hold a token under any name.
  out.secrets.emplace_back(uri.substr(path));
  for (const auto& [name, value] : http::detail::parse_query(out.query).value_or(http::detail::query_list{}))
    out.secrets.emplace_back(value);
  for (std::size_t begin = path + 1; begin < query;) {
    const auto end = (std::min)(uri.find('/', begin), query);
    if (end - begin >= min_secret_segment) out.secrets.emplace_back(uri.substr(begin, end - begin));
    begin = end + 1;
  }
  try {
    (void)http::detail::parse_endpoint(out.endpoint);
  } catch (const failure&) {
    throw failure(errc::invalid_argument, "invalid URI: expected http or https");
  }
  return out;
}

ROSTER_DECL asio::awaitable<credentials> fetch_credentials_uri(credentials_network network,
                                                               credentials_server server) {
  auto what = request_of(server.uri);
  read_key read = [runtime = roster::detail::with_defaults(network.runtime)](const http::response& response) {
    return read_credentials_response(response, runtime.now());
  };
  auto asked = request_credentials(std::move(network), std::move(what), std::move(read));
  auto key = co_await std::move(asked);
  co_return key;
}

}  // namespace roster::inline v0::alibaba::detail
