// SPDX-License-Identifier: BSL-1.0
#pragma once
// The proxy of one request, read from the options.

#include <optional>
#include <roster/config.hpp>
#include <roster/http/endpoint.hpp>
#include <roster/redactor.hpp>
#include <roster/schema/secret.hpp>
#include <roster/transport/proxy_options.hpp>
#include <string>
#include <string_view>

namespace roster::inline v0::detail {

/// A proxy, taken apart.
struct proxy {
  http::endpoint at{};
  secret authorization{};  ///< the value of Proxy-Authorization; "" for none
  std::string user{};
  secret password{};
};

/// Parses "[http://][user[:password]@]host[:port]".
/// Fails: failure(errc::invalid_argument), which shows nothing of what stands before an '@'.
ROSTER_DECL proxy parse_proxy(std::string_view url);

/// Which texts the secrets of a proxy are looked for in.
enum class proxy_text {
  data,    ///< what a caller asked for: only user and password together are found, whatever may be data stays
  message  ///< what a message may be made of: the password alone is found, too
};

/// Returns the user name and the password of a proxy, in the spellings that it may echo.
ROSTER_DECL redactor secrets_of(const proxy& through, proxy_text where);

/// Returns the proxy that requests to `to` go through; nothing when there is none or the host is excepted.
/// Fails: failure(errc::invalid_argument) for a proxy that is needed and cannot be used.
ROSTER_DECL std::optional<proxy> choose_proxy(const proxy_options& options, const http::endpoint& to);

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/transport/impl/proxy_choice.ipp>
#endif
