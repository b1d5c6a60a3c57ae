// SPDX-License-Identifier: BSL-1.0
#pragma once
// The proxies that the environment names, by the rules of most programs; what differs between them is decided
// here.

#include <roster/auth/environment.hpp>
#include <roster/config.hpp>
#include <roster/transport/proxy_options.hpp>

namespace roster::inline v0::detail {

/// Returns the proxies of `https_proxy` and `http_proxy`, `all_proxy` where one is not set, and the exceptions
/// of `no_proxy`, to which localhost and the addresses of loopback are added. The lower-case name of each is
/// looked at first, then the upper-case one; an empty variable is not set. `HTTP_PROXY` does not count where
/// `REQUEST_METHOD` is set: in a CGI program it is a header of whoever sent the request.
/// Example: environment_proxies: takes the lower-case name first
ROSTER_DECL proxy_options environment_proxies(const environment& variables);

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/client/impl/environment_proxies.ipp>
#endif
