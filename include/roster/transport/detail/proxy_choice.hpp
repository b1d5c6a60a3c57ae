// SPDX-License-Identifier: BSL-1.0
#pragma once
// Selects the proxy of a request according to the options.

#include <optional>
#include <roster/config.hpp>
#include <roster/http/endpoint.hpp>
#include <roster/redactor.hpp>
#include <roster/schema/secret.hpp>
#include <roster/transport/proxy_options.hpp>
#include <string>
#include <string_view>

namespace roster::inline v0::detail {

/// A parsed proxy URL.
struct proxy {
  http::endpoint at{};
  secret authorization{};  ///< the value of Proxy-Authorization; "" for none
  std::string user{};
  secret password{};
};

/// Parses "[http://][user[:password]@]host[:port]".
/// Fails: failure(errc::invalid_argument), whose message shows nothing that precedes an '@'.
ROSTER_DECL proxy parse_proxy(std::string_view url);

/// The kind of text in which the secrets of a proxy are redacted.
enum class proxy_text {
  data,    ///< response data: only user and password together are redacted, other data is unchanged
  message  ///< text that may become part of a message: the password alone is redacted as well
};

/// Returns the user name and the password of a proxy, in the encodings in which it may echo them.
ROSTER_DECL redactor secrets_of(const proxy& through, proxy_text where);

/// Returns the proxy for requests to `to`; nothing if none is configured or the host is excepted.
/// Fails: failure(errc::invalid_argument) for a proxy that is needed but invalid.
ROSTER_DECL std::optional<proxy> choose_proxy(const proxy_options& options, const http::endpoint& to);

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/transport/impl/proxy_choice.ipp>
#endif
