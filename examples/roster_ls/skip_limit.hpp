// SPDX-License-Identifier: BSL-1.0
#pragma once
// Skip and limit, over all listings of a call.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>

#include "options.hpp"

namespace roster_ls {

class window {
 public:
  /// With --group-by the limits are those of the groups.
  explicit window(const options& wanted) {
    if (!wanted.group_by.empty()) return;
    skip_ = wanted.skip;
    left_ = wanted.limit.value_or(no_limit);
  }

  bool closed() const noexcept { return left_ == 0; }

  /// Returns how many more items a source may have to deliver, capped to the range of `std::views::take`.
  std::ptrdiff_t most() const noexcept {
    constexpr auto highest = static_cast<std::uint64_t>(std::numeric_limits<std::ptrdiff_t>::max());
    return static_cast<std::ptrdiff_t>(left_ > highest - std::min(skip_, highest) ? highest : left_ + skip_);
  }

  /// Returns whether an item is to be shown, and counts it.
  bool passes() noexcept {
    if (skip_ != 0) {
      --skip_;
      return false;
    }
    if (left_ == 0) return false;
    --left_;
    ++shown_;
    return true;
  }

  std::uint64_t shown() const noexcept { return shown_; }

 private:
  static constexpr auto no_limit = std::numeric_limits<std::uint64_t>::max();

  std::uint64_t skip_{};
  std::uint64_t left_{no_limit};
  std::uint64_t shown_{};
};

}  // namespace roster_ls
