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

/// Marks each key that equals an earlier one.
inline void mark_repeated(const page_fingerprints& keys, std::vector<bool>& marks) {
  std::vector<std::pair<text_fingerprint, std::size_t>> sorted;
  sorted.reserve(keys.size());
  for (std::size_t i = 0; i < keys.size(); ++i)
    if (keys[i]) sorted.emplace_back(*keys[i], i);
  std::sort(sorted.begin(), sorted.end());
  for (std::size_t i = 1; i < sorted.size(); ++i)
    if (sorted[i].first == sorted[i - 1].first) marks[sorted[i].second] = true;
}

inline bool dedup_filter::knows(const text_fingerprint& key) const {
  if (known_ == dedup::all_pages) return all_.contains(key);
  return std::any_of(last_.begin(), last_.end(), [&](const std::vector<text_fingerprint>& page) {
    return std::binary_search(page.begin(), page.end(), key);
  });
}

ROSTER_DECL std::vector<bool> dedup_filter::mark(const page_fingerprints& keys) const {
  const auto whole = fingerprint_of_page(keys);
  if (whole && pages_.contains(*whole)) return std::vector<bool>(keys.size(), true);
  std::vector<bool> repeated(keys.size());
  mark_repeated(keys, repeated);
  for (std::size_t i = 0; i < keys.size(); ++i)
    if (keys[i] && knows(*keys[i])) repeated[i] = true;
  return repeated;
}

ROSTER_DECL void dedup_filter::remember(const page_fingerprints& keys, bool again) {
  if (keys.empty()) return;
  if (const auto whole = fingerprint_of_page(keys)) pages_.insert(*whole);
  const bool recent = known_ == dedup::recent_pages;
  if (!again) {
    reach_ = (std::min)(reach_ + 1, recent ? last_.size() : (std::numeric_limits<std::size_t>::max)());
    std::swap(last_[0], last_[1]);
    last_[0].clear();
  }
  auto& page = last_[0];
  if (recent) page.reserve(page.size() + keys.size());
  for (const auto& key : keys)
    if (!key)
      reach_ = 0;
    else if (recent)
      page.push_back(*key);
    else
      all_.insert(*key);
  std::sort(page.begin(), page.end());
  page.erase(std::unique(page.begin(), page.end()), page.end());
}

}  // namespace roster::inline v0::detail
