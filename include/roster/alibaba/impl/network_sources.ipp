// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of network_sources.hpp.

#include <roster/alibaba/detail/network_sources.hpp>

#include <algorithm>
#include <boost/asio/this_coro.hpp>
#include <chrono>
#include <cstddef>
#include <memory>
#include <roster/alibaba/detail/credentials_response.hpp>
#include <roster/auth/detail/config_file.hpp>
#include <roster/detail/redactor.hpp>
#include <roster/detail/wipe.hpp>
#include <roster/failure.hpp>
#include <roster/http/url.hpp>
#include <roster/transport/http_client_options.hpp>
#include <string>
#include <string_view>
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
  auto pending = request_credentials(std::move(network), std::move(what), std::move(read));
  auto key = co_await std::move(pending);
  co_return key;
}

inline constexpr std::chrono::milliseconds metadata_time{1'000};  // the service is on the local link
inline constexpr std::string_view metadata_token_lifetime = "21600";
inline constexpr std::string_view role_path = "/latest/meta-data/ram/security-credentials/";
inline constexpr std::size_t max_role_name = 256;

/// The state of one search: its transport, and the token for its requests.
struct metadata_search {
  std::shared_ptr<roster::transport> transport;
  roster::runtime runtime;
  std::string token{};
  roster::detail::redactor secrets{};  ///< every token that was sent
  std::string no_token{};              ///< why there is no token
  bool imds_v2_only{};
};

inline asio::awaitable<http::response> send_metadata_request(metadata_search& search, http::request request) {
  request.to = http::detail::parse_endpoint(metadata_endpoint);
  request.headers.set("host", request.to.authority());
  const auto until = search.runtime.steady_now() + metadata_time;
  auto response = co_await search.transport->send(request, until);
  co_return response;
}

inline void check_status(const http::response& response, std::string_view asked_for) {
  if (response.status != 200)
    throw failure(errc::no_credentials, "the request for " + std::string(asked_for) + " failed: HTTP " +
                                            std::to_string(response.status));
}

inline asio::awaitable<void> fetch_metadata_token(metadata_search& search) {
  const http::request request{
      .method = "PUT",
      .path = "/latest/api/token",
      .headers = {{"x-aliyun-ecs-metadata-token-ttl-seconds", std::string(metadata_token_lifetime)}}};
  try {
    auto response = co_await send_metadata_request(search, request);
    const roster::detail::wipe_at_exit wiped(response.body);
    check_status(response, "a token");
    search.token = roster::detail::without_space(response.body);
    search.secrets.add(search.token);
  } catch (const failure& f) {
    if (search.imds_v2_only) throw;
    search.no_token = f.details().message;
  }
}

inline asio::awaitable<http::response> get_metadata(metadata_search& search, std::string path) {
  http::request request{.path = std::move(path)};
  const bool fallback = !search.token.empty() && !search.imds_v2_only;
  if (!search.token.empty()) request.headers.set("x-aliyun-ecs-metadata-token", search.token);
  try {
    auto response = co_await send_metadata_request(search, request);
    if (response.status == 200 || !fallback) co_return response;
  } catch (const failure&) {
    if (!fallback) throw;
  }
  roster::detail::wipe(search.token);
  request.headers.erase("x-aliyun-ecs-metadata-token");
  auto response = co_await send_metadata_request(search, request);
  co_return response;
}

inline asio::awaitable<std::string> fetch_role_name(metadata_search& search) {
  const auto response = co_await get_metadata(search, std::string(role_path));
  if (response.status == 404) throw failure(errc::no_credentials, "the instance has no RAM role");
  check_status(response, "the role name");
  std::string name(roster::detail::without_space(response.body));
  if (name.empty() || name.size() > max_role_name)
    throw failure(errc::no_credentials, "malformed response: expected a role name");
  co_return name;
}

inline std::string role_key_path(std::string_view name) {
  try {
    return http::path_from_segments({"latest", "meta-data", "ram", "security-credentials", name});
  } catch (const failure&) {  // its message contains the name, which the service may have sent
    throw failure(errc::no_credentials, "invalid role name: it cannot be part of a path");
  }
}

inline asio::awaitable<credentials> fetch_role_credentials(metadata_search& search, std::string name) {
  if (name.empty()) {
    auto found = co_await fetch_role_name(search);
    name = std::move(found);
  }
  auto path = role_key_path(name);
  auto response = co_await get_metadata(search, std::move(path));
  const roster::detail::wipe_at_exit wiped(response.body);
  check_status(response, "the credentials of the role");
  co_return read_credentials_response(response, search.runtime.now());
}

ROSTER_DECL asio::awaitable<credentials> fetch_instance_credentials(credentials_network network,
                                                                    ecs_role role) {
  const auto executor = co_await asio::this_coro::executor;
  network.http.proxy = proxy_options{};  // no proxy: it would access its own host's service
  metadata_search search{.transport = connect_for(network, executor, metadata_time),
                         .runtime = roster::detail::with_defaults(network.runtime),
                         .imds_v2_only = role.imds_v2_only};
  const roster::detail::wipe_at_exit wiped(search.token);
  co_await fetch_metadata_token(search);
  try {
    auto key = co_await fetch_role_credentials(search, std::move(role.name));
    co_return key;
  } catch (const failure& f) {
    const failure shown = search.secrets.redact(f);
    const std::string& why = shown.details().message;
    if (search.no_token.empty() || search.no_token == why) throw shown;
    throw failure(shown.condition(), search.no_token + "; without a token: " + why);
  }
}

}  // namespace roster::inline v0::alibaba::detail
