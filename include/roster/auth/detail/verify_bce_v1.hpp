// SPDX-License-Identifier: BSL-1.0
#pragma once
// The server's side of bce-auth-v1, which the emulator needs and a client does not.

#include <roster/auth/detail/verification.hpp>
#include <roster/config.hpp>
#include <roster/http/request.hpp>

namespace roster::inline v0::detail {

/// Deviations from the documentation that a server tolerates.
struct bce_v1_tolerance {
  /// Accepts a signature over the host without its port, as the vendor's Go and Java clients compute it:
  /// correct on the default port, wrong on any other.
  bool host_without_port{};
};

/// Verifies the signature of a request as received. The client chooses which headers it signs in addition to
/// Host, in which order it lists them, and the order and encoding of the query.
ROSTER_DECL verification verify_bce_v1(const http::request& request, const secret_lookup& find_secret,
                                       bce_v1_tolerance tolerance = {});

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/auth/impl/verify_bce_v1.ipp>
#endif
