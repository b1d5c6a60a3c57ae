// SPDX-License-Identifier: BSL-1.0
#pragma once
// A signer that does not authenticate: for services that need no credentials, and for tests.

#include <roster/auth/signer.hpp>

namespace roster::inline v0 {

/// Sends requests unsigned: for services that need no credentials, and for tests.
class anonymous final : public signer {
 public:
  void sign(http::request& request, const credentials&, const signing_context&) const override {
    if (!request.headers.contains("host")) request.headers.set("host", request.to.authority());
  }
  bool needs_credentials() const noexcept override { return false; }
};

}  // namespace roster::inline v0
