// SPDX-License-Identifier: BSL-1.0
#pragma once
// Verifying signed requests, as a service does.

#include <openssl/crypto.h>
#include <chrono>
#include <functional>
#include <optional>
#include <roster/config.hpp>
#include <roster/http/message.hpp>
#include <roster/schema/secret.hpp>
#include <string>
#include <string_view>

namespace roster::inline v0::detail {

/// Compares two strings in a time that depends only on their length.
inline bool constant_time_equal(std::string_view a, std::string_view b) noexcept {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

// The result of verifying a signature on a server. The server checks timestamp and nonce itself, since it
// owns the nonce cache.

enum class signature_verdict {
  ok,
  missing,                ///< there is no Authorization header
  malformed,              ///< the Authorization header, path or query is malformed
  missing_signed_header,  ///< a header that must be sent and signed is not
  unknown_key,            ///< no secret is known for the access key id
  wrong_body,             ///< the hash of the body differs from the header
  mismatch,               ///< the signature differs
};

/// The verdict on a signature, and the data that was read up to it.
struct verification {
  signature_verdict verdict{signature_verdict::missing};
  std::string header{};  ///< which one is missing or malformed
  std::string access_key_id{};
  std::string date{};                 ///< of the signature, as received
  std::chrono::seconds expiration{};  ///< validity set by the client; 0 if it sets none
  std::string nonce{};
  std::string canonical_request{};  ///< as the server computes it; may hold a security token
};

/// Finds the secret of an access key id; std::nullopt for an unknown id.
using secret_lookup = std::function<std::optional<secret>(std::string_view access_key_id)>;

/// Verifies the signature of a request as received. The client chooses which headers it signs in addition to
/// the mandatory ones, and the order and encoding of the query.
ROSTER_DECL verification verify_acs3(const http::request& request, const secret_lookup& find_secret);

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
#include <roster/auth/impl/verify.ipp>
#endif
