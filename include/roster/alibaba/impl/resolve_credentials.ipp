// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of resolve_credentials.hpp.

#include <roster/alibaba/detail/resolve_credentials.hpp>

#include <roster/alibaba/detail/credentials_uri.hpp>
#include <roster/alibaba/detail/ecs_metadata.hpp>
#include <roster/alibaba/detail/sts.hpp>
#include <roster/failure.hpp>
#include <utility>
#include <variant>

namespace roster::inline v0::alibaba::detail {

inline asio::awaitable<credentials> given(credentials key) { co_return key; }

/// Starts fetching the initial credentials of a source.
struct ask_first {
  credentials_network network;

  asio::awaitable<credentials> operator()(const credentials& key) const { return given(key); }
  asio::awaitable<credentials> operator()(const oidc_role& role) const {
    return assume_role_with_oidc(network, role);
  }
  asio::awaitable<credentials> operator()(const ecs_role& role) const {
    return fetch_instance_credentials(network, role);
  }
  asio::awaitable<credentials> operator()(const credentials_server& server) const {
    return fetch_credentials_uri(network, server);
  }
};

inline asio::awaitable<credentials> key_from(source_config source, credentials_network network) {
  auto first = std::visit(ask_first{network}, source.first);
  auto key = co_await std::move(first);
  for (const auto& role : source.then) {
    auto assumed = assume_role(network, role, std::move(key));
    key = co_await std::move(assumed);
  }
  co_return key;
}

ROSTER_DECL asio::awaitable<roster::detail::credentials_search> resolve_credentials(
    source_search found, credentials_network network) {
  if (!found.source)
    co_return roster::detail::credentials_search{.told = found.told(), .broken = found.broken};
  roster::detail::credentials_search out;
  try {
    auto asked = key_from(*found.source, std::move(network));
    auto key = co_await std::move(asked);
    out.key = std::move(key);
  } catch (const failure& f) {
    if (!found.where.empty()) found.where += ':';
    found.why = f.details().message;
    out.told = found.told();
    out.broken = found.decisive;
  }
  co_return out;
}

}  // namespace roster::inline v0::alibaba::detail
