// SPDX-License-Identifier: BSL-1.0
#pragma once
// Finds many patterns, and fragments of them, in a text in one pass.

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <roster/config.hpp>
#include <roster/detail/wipe.hpp>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace roster::inline v0::detail {

/// A set of patterns. Matching ignores letter case, the difference between the two base64 alphabets and the difference
/// between a space and '+'. All memory that holds patterns, fragments or the searched text is overwritten before it is
/// freed.
class spelling_index {
 public:
  /// The size of the fragments of a pattern that are found on their own, in bytes.
  static constexpr std::size_t piece_size = 10;

  /// Adds a pattern. A pattern that is shorter than a fragment is found only as a whole.
  /// Complexity: linear.
  ROSTER_DECL void add(std::string_view pattern);

  /// Adds a pattern that is found only as a whole.
  ROSTER_DECL void add_whole(std::string_view pattern);

  bool empty() const noexcept { return count_ == 0 && whole_.empty(); }

  /// Calls `found` with the begin and end of each part of `text` that consists of patterns and fragments; the parts
  /// neither overlap nor touch.
  /// Complexity: linear in the text, times the number of distinct sizes of the patterns that are found only as a
  /// whole.
  template <class Found>
  void find(std::string_view text, const Found& found) const {
    const wiped_string folded = fold(text);
    std::size_t begin = 0;
    std::size_t end = 0;
    for (std::size_t at = 0; at < folded.size(); ++at) {
      const std::size_t size = match_at(folded, at);
      if (size == 0) continue;
      if (at > end) {
        if (end != begin) found(begin, end);
        begin = at;
      }
      if (at + size > end) end = at + size;
    }
    if (end != begin) found(begin, end);
  }

 private:
  /// A fragment: its first eight and its last eight bytes.
  struct piece {
    std::uint64_t first{};
    std::uint64_t last{};

    friend bool operator==(const piece&, const piece&) = default;
  };

  struct text_hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept {
      return std::hash<std::string_view>{}(text);
    }
  };

  ROSTER_DECL static wiped_string fold(std::string_view text);
  ROSTER_DECL static piece piece_at(const char* bytes) noexcept;
  /// Returns the size of the match at `at`, 0 for no match.
  ROSTER_DECL std::size_t match_at(std::string_view folded, std::size_t at) const noexcept;
  ROSTER_DECL std::size_t slot_of(const piece& wanted) const noexcept;
  ROSTER_DECL void insert(const piece& added);

  wiped_vector<piece>
      slots_{};  // hash table with open addressing, at most half full; all zeros: an empty slot
  std::size_t count_{};
  std::map<std::size_t,
           std::unordered_set<wiped_string, text_hash, std::equal_to<>, wiping_allocator<wiped_string>>>
      whole_{};                           // patterns by size
  std::array<bool, 256> begins_whole_{};  // by byte: whether a pattern of whole_ begins with it
};

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/impl/spelling_index.ipp>
#endif
