// SPDX-License-Identifier: BSL-1.0
#pragma once
// The result of verifying a signature on a server. The server checks timestamp and nonce itself, since it
// owns the nonce cache.

#include <chrono>
#include <functional>
#include <optional>
#include <roster/schema/secret.hpp>
#include <string>
#include <string_view>

namespace roster::inline v0::detail {

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

}  // namespace roster::inline v0::detail
