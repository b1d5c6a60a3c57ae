// SPDX-License-Identifier: BSL-1.0
#pragma once
// The server's side of ACS3-HMAC-SHA256, which the emulator needs and a client does not.

#include <roster/auth/detail/verification.hpp>
#include <roster/config.hpp>
#include <roster/http/request.hpp>

namespace roster::inline v0::detail {

/// Verifies the signature of a request as received. The client chooses which headers it signs in addition to
/// the mandatory ones, and the order and encoding of the query.
ROSTER_DECL verification verify_acs3(const http::request& request, const secret_lookup& find_secret);

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/auth/impl/verify_acs3.ipp>
#endif
