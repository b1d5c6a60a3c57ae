// SPDX-License-Identifier: BSL-1.0
#pragma once
// What signs requests.

#include <chrono>
#include <roster/auth/credentials.hpp>
#include <roster/http/message.hpp>
#include <string>

namespace roster::inline v0 {

/// The time and nonce of one attempt; every attempt, including retries, has its own.
struct signing_context {
  std::chrono::sys_seconds now{};
  std::string nonce{};  ///< used once; see random_nonce()
};

/// Authenticates requests. A client calls it once for each attempt, so that every attempt has its own date,
/// nonce and signature.
/// Thread safety: `sign` is const and may be called from any thread.
class signer {
 public:
  virtual ~signer() = default;

  /// Signs `request`: completes its headers, including Host, with the signature or token. The request must
  /// not be modified afterwards; signing again replaces the signature.
  /// Fails: failure(errc::no_credentials) for empty credentials, failure(errc::invalid_argument) for
  /// credentials with bytes that cannot be sent.
  virtual void sign(http::request& request, const credentials& key, const signing_context& moment) const = 0;

  /// Returns whether `sign` uses the credentials; if not, a client does not fetch any.
  virtual bool needs_credentials() const noexcept { return true; }

  /// Returns the canonical request of a signed request, with "***" instead of a security token: for display,
  /// not for hashing. "" if the signer has none.
  virtual std::string canonical_request(const http::request&) const { return {}; }

 protected:
  signer() = default;
  signer(const signer&) = default;
  signer& operator=(const signer&) = default;
};

}  // namespace roster::inline v0
