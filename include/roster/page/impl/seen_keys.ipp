// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of seen_keys.hpp.

#include <roster/page/seen_keys.hpp>

#include <algorithm>
#include <functional>
#include <limits>
#include <optional>
#include <string_view>
#include <utility>

namespace roster {
namespace detail {

/// Returns a number that stands for these keys in this order; none for a page with an item without a key.
inline std::optional<std::uint64_t> number_of_page(const std::vector<std::string>& keys) {
  std::uint64_t number = keys.size();
  for (const auto& key : keys) {
    if (key.empty()) return std::nullopt;
    number = (number ^ std::hash<std::string>{}(key)) * 0x9E3779B97F4A7C15U;
    number ^= number >> 32U;
  }
  if (keys.empty()) return std::nullopt;
  return number;
}

}  // namespace detail

ROSTER_DECL std::vector<bool> seen_keys::mark(const std::vector<std::string>& keys) const {
  const auto number = detail::number_of_page(keys);
  if (number && pages_.contains(*number)) return std::vector<bool>(keys.size(), true);
  std::vector<bool> repeated(keys.size());
  std::unordered_set<std::string_view> here;
  for (std::size_t i = 0; i < keys.size(); ++i)
    repeated[i] = !keys[i].empty() &&
                  (last_[0].contains(keys[i]) || last_[1].contains(keys[i]) || !here.insert(keys[i]).second);
  return repeated;
}

ROSTER_DECL void seen_keys::remember(std::vector<std::string>&& keys, bool again) {
  if (keys.empty()) return;
  if (const auto number = detail::number_of_page(keys)) pages_.insert(*number);
  if (known_ == duplicates::last_pages && !again) {
    std::swap(last_[0], last_[1]);
    last_[0].clear();
  }
  const std::size_t most =
      known_ == duplicates::last_pages ? last_.size() : (std::numeric_limits<std::size_t>::max)();
  if (!again) reach_ = (std::min)(reach_ + 1, most);
  for (auto& key : keys)
    if (key.empty())
      reach_ = 0;
    else
      last_[0].insert(std::move(key));
}

}  // namespace roster
