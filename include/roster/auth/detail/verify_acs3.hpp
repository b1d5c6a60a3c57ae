// SPDX-License-Identifier: BSL-1.0
#pragma once
// The server's side of ACS3-HMAC-SHA256, which the emulator needs and a client does not.

#include <roster/auth/detail/verification.hpp>
#include <roster/config.hpp>
#include <roster/http/request.hpp>

namespace roster::inline v0::detail {

/// Checks the signature of a request as it came. The client chooses what it signs beyond the mandatory
/// headers, and how it orders and spells the query.
ROSTER_DECL verification verify_acs3(const http::request& request, const secret_lookup& find_secret);

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/auth/impl/verify_acs3.ipp>
#endif
