// SPDX-License-Identifier: BSL-1.0
#pragma once
// Comparison whose duration does not reveal how much of a signature was guessed.

#include <openssl/crypto.h>
#include <string_view>

namespace roster::inline v0::detail {

/// Compares two strings in a time that depends only on their length.
inline bool constant_time_equal(std::string_view a, std::string_view b) noexcept {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace roster::inline v0::detail
