// SPDX-License-Identifier: BSL-1.0
#pragma once
// Limits the retries of a client, so that many failing listings do not overload a failing service.

#include <algorithm>
#include <cstddef>
#include <mutex>

namespace roster::inline v0::detail {

/// A token bucket, never below 0 and never above its capacity.
/// Thread safety: may be used from any thread.
/// Example: retry_quota: stays within its bounds under concurrent use
class retry_quota {
 public:
  explicit retry_quota(std::size_t capacity) noexcept : capacity_(capacity), left_(capacity) {}

  /// Acquires this many tokens. Returns false, and acquires none, if fewer are left.
  bool take(std::size_t tokens) {
    const std::lock_guard lock(guard_);
    if (left_ < tokens) return false;
    left_ -= tokens;
    return true;
  }

  /// Releases tokens, up to the capacity.
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
