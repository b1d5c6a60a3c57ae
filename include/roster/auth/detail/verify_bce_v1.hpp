// SPDX-License-Identifier: BSL-1.0
#pragma once
// The server's side of bce-auth-v1, which the emulator needs and a client does not.

#include <roster/auth/detail/verification.hpp>
#include <roster/config.hpp>
#include <roster/http/request.hpp>

namespace roster::inline v0::detail {

/// How a server may be kinder than the document.
struct bce_v1_tolerance {
  /// Accepts a signature over the host without its port, which the vendor's Go and Java clients make: right
  /// on the default port, wrong on any other.
  bool host_without_port{};
};

/// Checks the signature of a request as it came. The client chooses what it signs beside Host, in what order
/// it lists it, and how it orders and spells the query.
ROSTER_DECL verification verify_bce_v1(const http::request& request, const secret_lookup& find_secret,
                                       bce_v1_tolerance tolerance = {});

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/auth/impl/verify_bce_v1.ipp>
#endif
