// SPDX-License-Identifier: BSL-1.0
#pragma once
// What signs requests: the interface, bearer tokens, and any signer as a value.

#include <chrono>
#include <concepts>
#include <memory>
#include <optional>
#include <roster/auth/credentials.hpp>
#include <roster/http/message.hpp>
#include <string>
#include <utility>

namespace roster::inline v0 {

/// The time and nonce of one attempt; every attempt, including retries, has its own.
struct signing_context {
  std::chrono::sys_seconds now{};  ///< in the date of the signature
  std::string nonce{};             ///< used once; see random_nonce()
};

/// Authenticates requests. A client calls it once for each attempt, so that every attempt has its own date,
/// nonce and signature.
/// Thread safety: `sign` is const and may be called from any thread.
class ROSTER_VISIBLE signer {
 public:
  virtual ~signer() = default;

  /// Signs `request`: completes its headers, including Host, with the signature or token. The request must
  /// not be modified afterwards; signing again replaces the signature.
  /// Fails: failure(errc::no_credentials) for empty credentials, failure(errc::invalid_argument) for
  /// credentials with bytes that cannot be sent.
  virtual void sign(http::request& request, const credentials& key, const signing_context& context) const = 0;

  /// Returns whether `sign` uses the credentials; if not, a client does not fetch any.
  virtual bool needs_credentials() const noexcept { return true; }

  /// Returns whether status 401 means that the credentials are no longer valid, so that a client invalidates them
  /// and sends the request again, once. If not, only the services' codes of expired tokens mean that.
  virtual bool refreshes_on_401() const noexcept { return false; }

  /// Returns the canonical request of a signed request, with "***" instead of a security token: for display,
  /// not for hashing. "" if the signer has none.
  virtual std::string canonical_request(const http::request&) const { return {}; }

 protected:
  signer() = default;
  signer(const signer&) = default;
  signer& operator=(const signer&) = default;
};

/// Sends requests unsigned: for services that need no credentials, and for tests.
class ROSTER_VISIBLE anonymous final : public signer {
 public:
  void sign(http::request& request, const credentials&, const signing_context&) const override {
    if (!request.headers.contains("host")) request.headers.set("host", request.to.authority());
  }
  bool needs_credentials() const noexcept override { return false; }
};

/// Sends a token as `Authorization: Bearer`: a fixed one, or the `security_token` of the client's credentials. The
/// client gets these before every attempt; if the service rejects the token with status 401, the client invalidates
/// them and sends the request again, once.
/// Thread safety: all members may be called from any thread.
/// Source: RFC 6750, 2.1.
class ROSTER_VISIBLE bearer final : public signer {
 public:
  /// Sends the security token of `client_config::credentials`.
  bearer() = default;
  /// Sends this token.
  explicit bearer(secret token) noexcept : token_(std::move(token)) {}
  /// Sends this token, which becomes a secret.
  explicit bearer(std::string token) noexcept : token_(secret(std::move(token))) {}

  ROSTER_DECL void sign(http::request& request, const credentials& key,
                        const signing_context& context) const override;
  bool needs_credentials() const noexcept override { return !token_; }
  bool refreshes_on_401() const noexcept override { return !token_; }

 private:
  std::optional<secret> token_{};  // std::nullopt: that of the credentials
};

}  // namespace roster::inline v0

namespace roster::inline v0::detail {

/// Holds a signer, `anonymous` by default. Copies share the signer.
class any_signer {
 public:
  any_signer() : any_signer(anonymous{}) {}
  template <std::derived_from<signer> Signer>
  any_signer(Signer held) : held_(std::make_shared<const Signer>(std::move(held))) {}

  const signer& operator*() const noexcept { return *held_; }
  const signer* operator->() const noexcept { return held_.get(); }

 private:
  std::shared_ptr<const signer> held_;
};

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/auth/impl/signer.ipp>
#endif
