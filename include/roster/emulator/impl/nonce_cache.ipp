// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of nonce_cache.hpp.

#include <roster/emulator/detail/nonce_cache.hpp>

namespace roster::inline v0::detail {

ROSTER_DECL bool nonce_cache::remember(std::string_view nonce, std::chrono::sys_seconds now) {
  while (!by_age_.empty() && by_age_.front().first + keep_ < now) {
    used_.erase(by_age_.front().second);
    by_age_.pop_front();
  }
  const auto known = fingerprint_of(nonce);
  if (!used_.insert(known).second) return false;
  by_age_.emplace_back(now, known);
  if (by_age_.size() > max_) {
    used_.erase(by_age_.front().second);
    by_age_.pop_front();
  }
  return true;
}

}  // namespace roster::inline v0::detail
