// SPDX-License-Identifier: BSL-1.0
#pragma once
// Where credentials come from: the interface, and fixed ones.

#include <boost/asio/awaitable.hpp>
#include <memory>
#include <optional>
#include <roster/auth/credentials.hpp>
#include <roster/config.hpp>
#include <string>
#include <utility>

namespace roster::inline v0 {

namespace asio = boost::asio;

/// Provides credentials. A client calls `get` before every attempt, so that short-lived credentials stay
/// valid.
class ROSTER_VISIBLE credentials_provider {
 public:
  credentials_provider() = default;
  credentials_provider(const credentials_provider&) = delete;
  credentials_provider& operator=(const credentials_provider&) = delete;
  virtual ~credentials_provider() = default;

  /// Returns credentials that are valid now.
  /// Fails: failure(errc::no_credentials) that names the sources it tried, and contains no secret.
  /// Lifetime: the provider must outlive the await.
  virtual asio::awaitable<credentials> get() = 0;

  /// Returns credentials that are valid now if they can be had without waiting, std::nullopt otherwise. A client calls
  /// it before `get`, which it then does not await. The default returns std::nullopt.
  /// Fails: as `get`.
  virtual std::optional<credentials> try_get() { return std::nullopt; }

  /// Reports that a service no longer accepts these credentials: `get` no longer returns them if it can
  /// obtain others. Does nothing in providers that do not cache.
  virtual void invalidate(const credentials& rejected) { static_cast<void>(rejected); }
};

namespace detail {

/// Provides credentials that never change.
/// Thread safety: all members may be called from any thread.
class ROSTER_VISIBLE static_credentials final : public credentials_provider {
 public:
  explicit static_credentials(credentials key) noexcept : key_(std::move(key)) {}

  ROSTER_DECL asio::awaitable<credentials> get() override;
  std::optional<credentials> try_get() override { return key_; }

 private:
  credentials key_;
};

}  // namespace detail

/// Returns a provider of one access key, for configs: `.credentials = roster::static_key(id, secret)`.
/// Example: static_key: returns the access key, and the token if there is one
inline std::shared_ptr<credentials_provider> static_key(std::string access_key_id, std::string secret_text,
                                                        std::string security_token = {}) {
  return std::make_shared<detail::static_credentials>(
      credentials{.access_key_id = std::move(access_key_id),
                  .access_key_secret = secret(std::move(secret_text)),
                  .security_token = secret(std::move(security_token))});
}

}  // namespace roster::inline v0

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/auth/impl/credentials_provider.ipp>
#endif
