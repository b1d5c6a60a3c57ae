// SPDX-License-Identifier: BSL-1.0
#pragma once
// The proxy of one request, read from the options.

#include <optional>
#include <roster/config.hpp>
#include <roster/http/endpoint.hpp>
#include <roster/schema/secret.hpp>
#include <roster/transport/proxy_options.hpp>
#include <string_view>

namespace roster::detail {

/// A proxy, taken apart.
struct proxy {
  http::endpoint at{};
  secret authorization{};  ///< the value of Proxy-Authorization; "" for none
};

/// Parses "[http://][user[:password]@]host[:port]".
/// Fails: failure(errc::invalid_argument), which shows nothing of what stands before an '@'.
ROSTER_DECL proxy parse_proxy(std::string_view url);

/// Returns the proxy that requests to `to` go through; nothing when there is none or the host is excepted.
/// Fails: failure(errc::invalid_argument) for a proxy that is needed and cannot be used.
ROSTER_DECL std::optional<proxy> choose_proxy(const proxy_options& options, const http::endpoint& to);

}  // namespace roster::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/transport/impl/proxy_choice.ipp>
#endif
