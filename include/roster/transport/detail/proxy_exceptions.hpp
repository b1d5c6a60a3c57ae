// SPDX-License-Identifier: BSL-1.0
#pragma once
// The list of hosts that need no proxy, as in NO_PROXY: a separate header, since programs interpret it differently, and
// this is the one definition.

#include <roster/config.hpp>
#include <roster/http/endpoint.hpp>
#include <string_view>

namespace roster::inline v0::detail {

/// Returns whether a `proxy_options::except` list matches an endpoint. An invalid entry matches nothing.
ROSTER_DECL bool is_excepted(std::string_view list, const http::endpoint& to);

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/transport/impl/proxy_exceptions.ipp>
#endif
