// SPDX-License-Identifier: BSL-1.0
#pragma once
// The default source of nonces.

#include <roster/config.hpp>
#include <string>

namespace roster::inline v0::detail {

/// Returns 32 random hexadecimal digits.
/// Fails: failure(errc::tls) if OpenSSL's random generator fails.
ROSTER_DECL std::string random_nonce();

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/auth/impl/nonce.ipp>
#endif
