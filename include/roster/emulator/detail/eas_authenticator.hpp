// SPDX-License-Identifier: BSL-1.0
#pragma once
// Authentication of emulated PAI-EAS: signature, date, token and nonce.

#include <chrono>
#include <optional>
#include <roster/auth/credentials.hpp>
#include <roster/config.hpp>
#include <roster/emulator/detail/cloud_error.hpp>
#include <roster/emulator/detail/nonce_cache.hpp>
#include <roster/http/request.hpp>
#include <utility>

namespace roster::inline v0::detail {

class eas_authenticator {
 public:
  /// Maximum clock skew of a client.
  static constexpr std::chrono::minutes tolerance{15};

  /// If `tokens_expire`, accepts tokens of session_token instead of the key's own.
  explicit eas_authenticator(credentials key, bool tokens_expire = false)
      : key_(std::move(key)), tokens_end_(tokens_expire) {}

  /// Returns why a request is rejected, or nothing if it is accepted. Only a request that is valid otherwise uses up
  /// its nonce.
  ROSTER_DECL std::optional<rejection> check(const http::request& request, std::chrono::sys_seconds now);

 private:
  credentials key_;
  bool tokens_end_;
  nonce_cache nonces_{2 * tolerance};  // a date may be this far ahead when it is first used
};

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/emulator/impl/eas_authenticator.ipp>
#endif
