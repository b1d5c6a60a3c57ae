// SPDX-License-Identifier: BSL-1.0
#pragma once
// Session tokens, and nonces that were used.

#include <chrono>
#include <cstddef>
#include <deque>
#include <roster/config.hpp>
#include <roster/detail/fingerprint.hpp>
#include <roster/schema/secret.hpp>
#include <string_view>
#include <unordered_set>
#include <utility>

namespace roster::inline v0::emulator::detail {

/// Remembers nonces as long as a request that reuses one could be accepted, but at most `most` of them. Stores keyed
/// fingerprints: the length of a nonce does not matter, and clients cannot choose nonces that collide.
class nonce_cache {
 public:
  explicit nonce_cache(std::chrono::seconds keep, std::size_t most = 100'000) noexcept
      : keep_(keep), max_(most) {}

  /// Stores a nonce. Returns false if it is stored already.
  ROSTER_DECL bool remember(std::string_view nonce, std::chrono::sys_seconds now);

  std::size_t size() const noexcept { return used_.size(); }

 private:
  std::chrono::seconds keep_;
  std::size_t max_;
  using fingerprint = roster::detail::text_fingerprint;

  std::unordered_set<fingerprint, roster::detail::fingerprint_hash> used_{};
  std::deque<std::pair<std::chrono::sys_seconds, fingerprint>> by_age_{};
};

/// Returns the account's token, valid until `end`.
ROSTER_DECL secret session_token(const secret& account, std::chrono::sys_seconds end);

enum class token_verdict { ok, missing, wrong, expired };

/// Checks the token of a request. It must be the account's own, or one of session_token if `tokens_expire`.
ROSTER_DECL token_verdict check_session_token(std::string_view sent, const secret& account,
                                              bool tokens_expire, std::chrono::sys_seconds now);

}  // namespace roster::inline v0::emulator::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/emulator/impl/session_token.ipp>
#endif
