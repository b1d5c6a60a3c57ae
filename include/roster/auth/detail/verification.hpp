// SPDX-License-Identifier: BSL-1.0
#pragma once
// What a server finds when it checks a signature. Clock and nonce are left to the server: it knows what it
// remembers.

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
  malformed,              ///< the Authorization header, path or query cannot be read
  missing_signed_header,  ///< a header that must be sent and signed is not
  unknown_key,            ///< no secret is known for the access key id
  wrong_body,             ///< the body does not have the hash that its header says
  mismatch,               ///< the signature is another
};

/// A verdict, and what was read on the way to it.
struct verification {
  signature_verdict verdict{signature_verdict::missing};
  std::string header{};  ///< which one is missing or malformed
  std::string access_key_id{};
  std::string date{};                 ///< of the signature, as it came
  std::chrono::seconds expiration{};  ///< how long the client lets it be good; 0 where it does not say
  std::string nonce{};
  std::string canonical_request{};  ///< as the server computes it; may hold a security token
};

/// Finds the secret of an access key id; nothing for an unknown id.
using secret_lookup = std::function<std::optional<secret>(std::string_view access_key_id)>;

}  // namespace roster::inline v0::detail
