// SPDX-License-Identifier: BSL-1.0
#pragma once
// How many repetitions a client may still send: what keeps many listings that fail at once from becoming a storm
// on a service that is in trouble already.

#include <algorithm>
#include <cstddef>
#include <mutex>

namespace roster::inline v0::detail {

/// A bucket of tokens, never below 0 and never above its capacity. May be used from any thread.
/// Example: retry quota: never leaves its bounds, whatever many threads do
class retry_quota {
 public:
  explicit retry_quota(std::size_t capacity) noexcept : capacity_(capacity), left_(capacity) {}

  /// Takes so many tokens. Returns false, and takes none, if fewer are left.
  bool take(std::size_t tokens) {
    const std::lock_guard lock(guard_);
    if (left_ < tokens) return false;
    left_ -= tokens;
    return true;
  }

  /// Gives tokens back, but not above the capacity.
  void give_back(std::size_t tokens) {
    const std::lock_guard lock(guard_);
    left_ += (std::min)(tokens, capacity_ - left_);
  }

  std::size_t left() const {
    const std::lock_guard lock(guard_);
    return left_;
  }

 private:
  const std::size_t capacity_;
  mutable std::mutex guard_{};
  std::size_t left_;
};

}  // namespace roster::inline v0::detail
