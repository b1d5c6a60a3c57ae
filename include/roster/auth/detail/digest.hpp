// SPDX-License-Identifier: BSL-1.0
#pragma once
// Hashes and random numbers of OpenSSL.

#include <array>
#include <roster/config.hpp>
#include <string>
#include <string_view>

namespace roster::inline v0::detail {

using digest = std::array<unsigned char, 32>;

/// Computes SHA-256.
/// Fails: failure(errc::tls) if OpenSSL cannot compute it, for example without its default provider.
ROSTER_DECL digest sha256(std::string_view text);

/// Computes HMAC-SHA256 with a key of any bytes.
/// Fails: as sha256.
ROSTER_DECL digest hmac_sha256(std::string_view key, std::string_view text);

/// Formats bytes as lower-case hexadecimal digits.
ROSTER_DECL std::string hex(const digest& bytes);

/// Returns 32 random hexadecimal digits.
/// Fails: failure(errc::tls) if OpenSSL's random generator fails.
ROSTER_DECL std::string random_nonce();

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/auth/impl/digest.ipp>
#endif
