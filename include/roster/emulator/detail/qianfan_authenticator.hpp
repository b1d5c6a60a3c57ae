// SPDX-License-Identifier: BSL-1.0
#pragma once
// Whom emulated Qianfan lets in: signature, dates and token.

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
  /// How far the clock of a client may be off.
  static constexpr std::chrono::minutes tolerance{30};

  /// If `tokens_end`, the tokens of session_token are taken instead of the key's own.
  explicit qianfan_authenticator(credentials key, bool tokens_end = false)
      : key_(std::move(key)), tokens_end_(tokens_end) {}

  /// Returns why a request is refused, nothing when it may pass. A host that was signed without its port, as
  /// the vendor's Go and Java clients do, is taken.
  ROSTER_DECL std::optional<refusal> check(const http::request& request, std::chrono::sys_seconds now) const;

 private:
  credentials key_;
  bool tokens_end_;
};

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/emulator/impl/qianfan_authenticator.ipp>
#endif
