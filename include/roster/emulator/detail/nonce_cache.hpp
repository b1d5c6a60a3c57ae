// SPDX-License-Identifier: BSL-1.0
#pragma once
// The nonces that were used lately: the one thing that a cloud remembers between requests.

#include <chrono>
#include <cstddef>
#include <deque>
#include <roster/config.hpp>
#include <roster/detail/fingerprint.hpp>
#include <string_view>
#include <unordered_set>
#include <utility>

namespace roster::inline v0::detail {

/// Remembers nonces as long as a request that repeats one could be accepted, but not more than `most` of them. A nonce
/// is remembered as its keyed fingerprint: its length does not count, and clients cannot choose nonces that collide.
class nonce_cache {
 public:
  explicit nonce_cache(std::chrono::seconds keep, std::size_t most = 100'000) noexcept
      : keep_(keep), most_(most) {}

  /// Remembers a nonce. Returns false if it is remembered already.
  ROSTER_DECL bool remember(std::string_view nonce, std::chrono::sys_seconds now);

  std::size_t size() const noexcept { return used_.size(); }

 private:
  std::chrono::seconds keep_;
  std::size_t most_;
  using fingerprint = text_fingerprint;

  std::unordered_set<fingerprint, fingerprint_hash> used_{};
  std::deque<std::pair<std::chrono::sys_seconds, fingerprint>> by_age_{};
};

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/emulator/impl/nonce_cache.ipp>
#endif
