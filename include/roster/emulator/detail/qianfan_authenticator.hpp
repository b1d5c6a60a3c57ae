// SPDX-License-Identifier: BSL-1.0
#pragma once
// Authentication of emulated Qianfan: signature, dates and token.

#include <chrono>
#include <optional>
#include <roster/auth/credentials.hpp>
#include <roster/config.hpp>
#include <roster/emulator/detail/cloud_error.hpp>
#include <roster/http/request.hpp>
#include <utility>

namespace roster::inline v0::detail {

class qianfan_authenticator {
 public:
  /// Maximum clock skew of a client.
  static constexpr std::chrono::minutes tolerance{30};

  /// If `tokens_expire`, accepts tokens of session_token instead of the key's own.
  explicit qianfan_authenticator(credentials key, bool tokens_expire = false)
      : key_(std::move(key)), tokens_end_(tokens_expire) {}

  /// Returns why a request is rejected, or nothing if it is accepted. Accepts a signature over the host without its
  /// port, as the vendor's Go and Java clients send it.
  ROSTER_DECL std::optional<rejection> check(const http::request& request,
                                             std::chrono::sys_seconds now) const;

 private:
  credentials key_;
  bool tokens_end_;
};

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/emulator/impl/qianfan_authenticator.ipp>
#endif
