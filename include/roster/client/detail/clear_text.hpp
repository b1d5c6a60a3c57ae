// SPDX-License-Identifier: BSL-1.0
#pragma once
// Requests over http to another machine: anyone on the network path can read signatures, tokens and data.

#include <memory>
#include <optional>
#include <roster/client/observer.hpp>
#include <roster/config.hpp>
#include <roster/http/url.hpp>
#include <roster/transport/http_client_options.hpp>
#include <string>
#include <string_view>

namespace roster::inline v0::detail {

/// Returns the route on which requests to an endpoint leave this machine in clear text: http to a host that is not
/// loopback, "http://h:80", or through a proxy on another machine, "http://127.0.0.1:80 through the proxy
/// http://p:3128". Returns nothing if they do not. An invalid proxy is ignored.
ROSTER_DECL std::optional<std::string> clear_text_route(const http::endpoint& to,
                                                        const std::optional<proxy_options>& proxy);

/// Returns whether a host is on the same link as this machine, as the metadata services of clouds are:
/// 169.254.0.0/16, fe80::/10, and 100.100.100.200, the metadata service of Alibaba Cloud. Does not resolve names.
ROSTER_DECL bool is_link_local(const std::string& host);

/// Warns the observer `watching`, once for each endpoint, that requests are sent in clear text; does nothing if they
/// are not.
/// `what` names the requests, as in "requests".
/// Fails: failure(errc::invalid_argument) instead, if TLS is required.
ROSTER_DECL void check_clear_text(const http::endpoint& to, const std::optional<proxy_options>& proxy,
                                  bool require_tls, observer* watching, std::string_view what);

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/client/impl/clear_text.ipp>
#endif
