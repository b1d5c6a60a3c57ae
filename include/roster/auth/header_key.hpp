// SPDX-License-Identifier: BSL-1.0
#pragma once
// API keys that are sent in a header of their own.

#include <roster/auth/signer.hpp>
#include <roster/config.hpp>
#include <roster/http/message.hpp>
#include <roster/schema/secret.hpp>
#include <string>
#include <utility>

namespace roster::inline v0 {

/// Sends a secret as the value of a header: `header_key{"api-key", key}`. The value is redacted in failures, events
/// and recordings, whatever the header's name is. `header_key{"authorization", "Key " + key}` is for a scheme other
/// than Bearer.
/// Thread safety: all members may be called from any thread.
class ROSTER_VISIBLE header_key final : public signer {
 public:
  /// Fails: failure(errc::invalid_argument) for a name that is not an HTTP token, and for the name of a header that
  /// the client sets itself.
  ROSTER_DECL header_key(std::string name, secret value);
  /// The same; `value` becomes a secret.
  header_key(std::string name, std::string value) : header_key(std::move(name), secret(std::move(value))) {}

  /// Fails: failure(errc::no_credentials) for an empty value, failure(errc::invalid_argument) for one with bytes that
  /// cannot be sent.
  ROSTER_DECL void sign(http::request& request, const credentials& key,
                        const signing_context& context) const override;
  bool needs_credentials() const noexcept override { return false; }

 private:
  std::string name_;
  secret value_;
};

}  // namespace roster::inline v0

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/auth/impl/header_key.ipp>
#endif
