// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of spelling_index.hpp.

#include <roster/detail/spelling_index.hpp>

#include <cstring>
#include <utility>

namespace roster::inline v0::detail {

ROSTER_DECL wiped_string spelling_index::fold(std::string_view text) {
  wiped_string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (c == '-' || c == ' ') c = '+';
    if (c == '_') c = '/';
  }
  return out;
}

ROSTER_DECL spelling_index::piece spelling_index::piece_at(const char* bytes) noexcept {
  piece out;
  std::memcpy(&out.first, bytes, sizeof out.first);
  std::memcpy(&out.last, bytes + piece_size - sizeof out.last, sizeof out.last);
  return out;
}

/// Returns the slot of a fragment, or the empty slot in which to insert it.
ROSTER_DECL std::size_t spelling_index::slot_of(const piece& wanted) const noexcept {
  constexpr std::uint64_t multiplier = 0x9E3779B97F4A7C15U;  // of Fibonacci hashing
  const std::uint64_t mixed = (wanted.first * multiplier ^ wanted.last) * multiplier;
  std::size_t slot = static_cast<std::size_t>(mixed >> 24U) & (slots_.size() - 1);
  while (slots_[slot] != piece{} && slots_[slot] != wanted) slot = (slot + 1) & (slots_.size() - 1);
  return slot;
}

ROSTER_DECL void spelling_index::insert(const piece& added) {
  if (added == piece{}) return;  // all zeros means an empty slot and occurs in no text
  if (2 * (count_ + 1) > slots_.size()) {
    wiped_vector<piece> old(slots_.empty() ? 256 : 2 * slots_.size());
    std::swap(old, slots_);
    for (const piece& one : old)
      if (one != piece{}) slots_[slot_of(one)] = one;
  }
  piece& slot = slots_[slot_of(added)];
  if (slot == piece{}) ++count_;
  slot = added;
}

ROSTER_DECL void spelling_index::add(std::string_view pattern) {
  if (pattern.size() < piece_size) return add_whole(pattern);
  const wiped_string folded = fold(pattern);
  for (std::size_t at = 0; at + piece_size <= folded.size(); ++at) insert(piece_at(folded.data() + at));
}

ROSTER_DECL void spelling_index::add_whole(std::string_view pattern) {
  if (pattern.empty()) return;
  wiped_string folded = fold(pattern);
  begins_whole_[static_cast<unsigned char>(folded[0])] = true;
  whole_[folded.size()].insert(std::move(folded));
}

ROSTER_DECL std::size_t spelling_index::match_at(std::string_view folded, std::size_t at) const noexcept {
  std::size_t size = 0;
  if (count_ != 0 && folded.size() - at >= piece_size) {
    const piece here = piece_at(folded.data() + at);
    if (here != piece{} && slots_[slot_of(here)] == here) size = piece_size;
  }
  if (!begins_whole_[static_cast<unsigned char>(folded[at])]) return size;
  const std::string_view rest = std::string_view(folded).substr(at);
  for (const auto& [whole_size, patterns] : whole_)  // ascending sizes: the last match is the largest
    if (whole_size > size && whole_size <= rest.size() && patterns.contains(rest.substr(0, whole_size)))
      size = whole_size;
  return size;
}

}  // namespace roster::inline v0::detail
