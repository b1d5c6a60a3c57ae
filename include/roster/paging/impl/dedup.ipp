// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of dedup.hpp.

#include <roster/paging/dedup.hpp>

#include <algorithm>
#include <limits>
#include <utility>

namespace roster::inline v0::detail {

ROSTER_DECL page_fingerprints fingerprints_of(const std::vector<std::string>& keys) {
  page_fingerprints out;
  out.reserve(keys.size());
  for (const auto& key : keys) out.push_back(key.empty() ? std::nullopt : std::optional(fingerprint_of(key)));
  return out;
}

/// Returns one fingerprint of these keys in this order; std::nullopt if the page or a key is empty.
inline std::optional<text_fingerprint> fingerprint_of_page(const page_fingerprints& keys) {
  if (keys.empty()) return std::nullopt;
  std::string bytes;
  bytes.reserve(keys.size() * sizeof(text_fingerprint));
  for (const auto& key : keys) {
    if (!key) return std::nullopt;
    bytes.append(reinterpret_cast<const char*>(&*key), sizeof *key);
  }
  return fingerprint_of(bytes);
}

ROSTER_DECL std::vector<bool> dedup_filter::mark(const page_fingerprints& keys) const {
  const auto whole = fingerprint_of_page(keys);
  if (whole && pages_.contains(*whole)) return std::vector<bool>(keys.size(), true);
  std::vector<bool> repeated(keys.size());
  fingerprints here;
  for (std::size_t i = 0; i < keys.size(); ++i)
    repeated[i] = keys[i] && (last_[0].contains(*keys[i]) || last_[1].contains(*keys[i]) ||
                              !here.insert(*keys[i]).second);
  return repeated;
}

ROSTER_DECL void dedup_filter::remember(const page_fingerprints& keys, bool again) {
  if (keys.empty()) return;
  if (const auto whole = fingerprint_of_page(keys)) pages_.insert(*whole);
  if (known_ == dedup::recent_pages && !again) {
    std::swap(last_[0], last_[1]);
    last_[0].clear();
  }
  const std::size_t most =
      known_ == dedup::recent_pages ? last_.size() : (std::numeric_limits<std::size_t>::max)();
  if (!again) reach_ = (std::min)(reach_ + 1, most);
  for (const auto& key : keys)
    if (!key)
      reach_ = 0;
    else
      last_[0].insert(*key);
}

}  // namespace roster::inline v0::detail
