// SPDX-License-Identifier: BSL-1.0
#pragma once
// The list of hosts that need no proxy, as NO_PROXY has it: apart, since every program reads it a little
// differently, and this is where it is decided.

#include <roster/config.hpp>
#include <roster/http/endpoint.hpp>
#include <string_view>

namespace roster::inline v0::detail {

/// Tells whether a list of proxy_options::except names an endpoint's host. An entry that is none of the forms
/// there names nothing.
ROSTER_DECL bool is_excepted(std::string_view list, const http::endpoint& to);

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/transport/impl/proxy_exceptions.ipp>
#endif
