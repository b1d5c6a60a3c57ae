// SPDX-License-Identifier: BSL-1.0
#pragma once
// The interface to whatever proves to a service who is asking. A client calls it once per attempt.

#include <roster/auth/credentials.hpp>
#include <roster/auth/signing_context.hpp>
#include <roster/http/request.hpp>
#include <string>

namespace roster::inline v0 {

/// Interface of everything that authenticates a request. A client calls it once for each attempt, so that every
/// attempt has its own date, nonce and signature.
/// Thread safety: `sign` is const and may be called from any thread.
class signer {
 public:
  virtual ~signer() = default;

  /// Completes the headers of `request`, Host among them, with whatever proves who is asking. What it covers
  /// is computed from the request itself, so it has to be sent as it is; signing it again replaces the
  /// signature.
  /// Fails: failure(errc::no_credentials) for an empty key, failure(errc::invalid_argument) for
  /// one with odd bytes.
  virtual void sign(http::request& request, const credentials& key, const signing_context& moment) const = 0;

  /// Tells whether `sign` looks at the credentials; if not, none have to be found.
  virtual bool needs_credentials() const noexcept { return true; }

  /// Returns the text that is hashed for a signed request, with "***" for a security token: to be shown, not
  /// to be hashed. "" where there is none.
  virtual std::string canonical_request(const http::request&) const { return {}; }

 protected:
  signer() = default;
  signer(const signer&) = default;
  signer& operator=(const signer&) = default;
};

}  // namespace roster::inline v0
