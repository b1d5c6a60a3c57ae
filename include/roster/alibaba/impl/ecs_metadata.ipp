// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of ecs_metadata.hpp.

#include <roster/alibaba/detail/ecs_metadata.hpp>

#include <boost/asio/this_coro.hpp>
#include <chrono>
#include <memory>
#include <roster/alibaba/detail/credentials_request.hpp>
#include <roster/detail/redactor.hpp>
#include <roster/detail/wipe.hpp>
#include <roster/failure.hpp>
#include <roster/http/endpoint.hpp>
#include <roster/http/path_segments.hpp>
#include <roster/transport/http_client_options.hpp>
#include <string>
#include <string_view>
#include <utility>

namespace roster::inline v0::alibaba::detail {

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
  bool token_only{};
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
    search.token = without_space(response.body);
    search.secrets.add(search.token);
  } catch (const failure& f) {
    if (search.token_only) throw;
    search.no_token = f.details().message;
  }
}

inline asio::awaitable<http::response> get_metadata(metadata_search& search, std::string path) {
  http::request request{.path = std::move(path)};
  const bool fallback = !search.token.empty() && !search.token_only;
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
  std::string name(without_space(response.body));
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
                         .token_only = role.token_only};
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
