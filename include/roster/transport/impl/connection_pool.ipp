// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of connection_pool.hpp.

#include <roster/transport/detail/connection_pool.hpp>

#include <algorithm>
#include <utility>

namespace roster::inline v0::detail {

ROSTER_DECL std::shared_ptr<connection> connection_pool::take(const std::string& origin) {
  const auto oldest = std::chrono::steady_clock::now() - idle_time_;
  std::erase_if(entries_, [&](const entry& e) { return e.since < oldest; });
  for (;;) {
    const auto found =
        std::find_if(entries_.rbegin(), entries_.rend(), [&](const entry& e) { return e.origin == origin; });
    if (found == entries_.rend()) return nullptr;
    auto candidate = std::move(found->idle);
    entries_.erase(std::next(found).base());
    if (candidate->is_idle()) return candidate;
  }
}

ROSTER_DECL void connection_pool::put(const std::string& origin, std::shared_ptr<connection> idle,
                                      std::size_t waiting) {
  if (max_ == 0) return;
  const std::size_t most = (std::max)(max_, waiting);
  while (entries_.size() >= most) entries_.erase(entries_.begin());
  entries_.push_back({origin, std::move(idle), std::chrono::steady_clock::now()});
}

ROSTER_DECL void connection_pool::drop(const std::string& origin) {
  std::erase_if(entries_, [&](const entry& e) { return e.origin == origin; });
}

ROSTER_DECL void connection_pool::close() {
  max_ = 0;
  entries_.clear();
}

}  // namespace roster::inline v0::detail
