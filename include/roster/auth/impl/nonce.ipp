// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of nonce.hpp.

#include <roster/auth/detail/nonce.hpp>

#include <openssl/rand.h>
#include <roster/auth/detail/digest.hpp>
#include <roster/failure.hpp>

namespace roster::inline v0::detail {

ROSTER_DECL std::string random_nonce() {
  digest bytes{};
  if (RAND_bytes(bytes.data(), 16) != 1)
    throw failure(errc::tls, "OpenSSL cannot generate random bytes for a nonce");
  return hex(bytes).substr(0, 32);
}

}  // namespace roster::inline v0::detail
