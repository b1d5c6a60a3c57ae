// SPDX-License-Identifier: BSL-1.0
#pragma once
// The nonces that were used lately: the one thing that a cloud remembers between requests.

#include <chrono>
#include <cstddef>
#include <deque>
#include <roster/config.hpp>
#include <string>
#include <unordered_set>
#include <utility>

namespace roster {

/// Remembers nonces as long as a request that repeats one could be taken, but not more than `most` of them.
class nonce_memory {
 public:
  explicit nonce_memory(std::chrono::seconds keep, std::size_t most = 100'000) noexcept
      : keep_(keep), most_(most) {}

  /// Remembers a nonce. Returns false if it is remembered already.
  ROSTER_DECL bool remember(const std::string& nonce, std::chrono::sys_seconds now);

  std::size_t size() const noexcept { return used_.size(); }

 private:
  std::chrono::seconds keep_;
  std::size_t most_;
  std::unordered_set<std::string> used_{};
  std::deque<std::pair<std::chrono::sys_seconds, std::string>> by_age_{};
};

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/emulator/impl/nonce_memory.ipp>
#endif
