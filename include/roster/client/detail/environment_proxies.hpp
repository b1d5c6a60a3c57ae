// SPDX-License-Identifier: BSL-1.0
#pragma once
// The proxies of the environment variables, by the conventions of most programs; where programs differ, this file
// chooses.

#include <roster/auth/environment.hpp>
#include <roster/config.hpp>
#include <roster/transport/proxy_options.hpp>

namespace roster::inline v0::detail {

/// Returns the proxies of `https_proxy` and `http_proxy`, or of `all_proxy` where one is not set, and the exceptions
/// of `no_proxy`, to which localhost and the loopback addresses are added. The lower-case name of a variable
/// takes precedence over the upper-case one; an empty variable counts as unset. `HTTP_PROXY` is ignored where
/// `REQUEST_METHOD` is set: in a CGI program it is a header of the request.
/// Example: environment_proxies: prefers the lower-case name
ROSTER_DECL proxy_options environment_proxies(const environment& variables);

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/client/impl/environment_proxies.ipp>
#endif
