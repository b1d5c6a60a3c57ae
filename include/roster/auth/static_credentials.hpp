// SPDX-License-Identifier: BSL-1.0
#pragma once
// Credentials set by the program.

#include <memory>
#include <roster/auth/credentials_provider.hpp>
#include <roster/config.hpp>
#include <string>
#include <utility>

namespace roster::inline v0 {

/// Provides credentials that never change.
/// Thread safety: all members may be called from any thread.
class static_credentials final : public credentials_provider {
 public:
  explicit static_credentials(credentials key) noexcept : key_(std::move(key)) {}

  ROSTER_DECL asio::awaitable<credentials> get() override;

 private:
  credentials key_;
};

/// Returns a provider of one access key, for configs: `.credentials = roster::static_key(id, secret)`.
/// Example: static_key: returns the access key, and the token if there is one
inline std::shared_ptr<credentials_provider> static_key(std::string access_key_id, std::string secret_text,
                                                        std::string security_token = {}) {
  return std::make_shared<static_credentials>(
      credentials{.access_key_id = std::move(access_key_id),
                  .access_key_secret = secret(std::move(secret_text)),
                  .security_token = secret(std::move(security_token))});
}

}  // namespace roster::inline v0

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/auth/impl/static_credentials.ipp>
#endif
