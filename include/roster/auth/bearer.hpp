// SPDX-License-Identifier: BSL-1.0
#pragma once
// Signers without a signature: a bearer token, or nothing.

#include <roster/auth/signer.hpp>
#include <string>
#include <utility>

namespace roster::inline v0 {

/// Sends requests unsigned: for services that need no credentials, and for tests.
class anonymous final : public signer {
 public:
  void sign(http::request& request, const credentials&, const signing_context&) const override {
    if (!request.headers.contains("host")) request.headers.set("host", request.to.authority());
  }
  bool needs_credentials() const noexcept override { return false; }
};

/// Sends a token as `Authorization: Bearer`.
/// Thread safety: all members may be called from any thread.
/// Source: RFC 6750, 2.1.
class bearer final : public signer {
 public:
  explicit bearer(secret token) noexcept : token_(std::move(token)) {}
  explicit bearer(std::string token) noexcept : token_(std::move(token)) {}

  ROSTER_DECL void sign(http::request& request, const credentials& key,
                        const signing_context& moment) const override;
  bool needs_credentials() const noexcept override { return false; }

 private:
  secret token_;
};

}  // namespace roster::inline v0

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/auth/impl/bearer.ipp>
#endif
