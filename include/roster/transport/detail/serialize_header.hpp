// SPDX-License-Identifier: BSL-1.0
#pragma once
// The bytes of a request before its body: the signed fields, unchanged, and the fields that the transport adds.

#include <roster/config.hpp>
#include <roster/http/message.hpp>
#include <roster/transport/detail/proxy.hpp>
#include <string>
#include <string_view>

namespace roster::inline v0::detail {

/// Returns request line and header of a request that passed http::check_request.
/// Adds: Accept-Encoding and User-Agent if the caller set none; Content-Length if there is a body or the
/// method expects one. For a forwarding proxy the target is in absolute form, and the proxy's credentials are added.
ROSTER_DECL std::string serialize_header(const http::request& request, const std::string& user_agent,
                                         const proxy* through = nullptr,
                                         std::string_view accept_encoding = "identity");

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/transport/impl/serialize_header.ipp>
#endif
