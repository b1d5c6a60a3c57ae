// SPDX-License-Identifier: BSL-1.0
#pragma once
// Which parts of a text are spellings of secrets, or pieces of them: found in one pass, however many there are.

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <roster/config.hpp>
#include <roster/detail/wiping_allocator.hpp>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace roster::inline v0::detail {

/// A set of patterns. Letter case is ignored, and so is the difference between the two alphabets of base64 and between
/// a space and '+'. All memory that holds patterns, pieces of them or a text that was searched is overwritten before it
/// is freed.
class spelling_index {
 public:
  /// So many bytes of a pattern are a piece of it that is found by itself.
  static constexpr std::size_t piece_size = 10;

  /// Adds a pattern; one that has fewer bytes than a piece is found as a whole only. Complexity: linear.
  ROSTER_DECL void add(std::string_view pattern);

  /// Adds a pattern that is found as a whole only.
  ROSTER_DECL void add_whole(std::string_view pattern);

  bool empty() const noexcept { return count_ == 0 && whole_.empty(); }

  /// Calls `found` with begin and end of each part of `text` that is made of patterns and pieces; parts neither overlap
  /// nor touch. Complexity: linear in the text, for each of the sizes of the patterns that are found as a whole only.
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
  /// A piece: its first eight bytes and its last eight.
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
  /// Returns how many bytes at `at` are a match; 0 for none.
  ROSTER_DECL std::size_t match_at(std::string_view folded, std::size_t at) const noexcept;
  ROSTER_DECL std::size_t slot_of(const piece& wanted) const noexcept;
  ROSTER_DECL void insert(const piece& added);

  wiped_vector<piece>
      slots_{};  // of a hash table with open addressing, at most half full; zeros: an empty slot
  std::size_t count_{};
  std::map<std::size_t,
           std::unordered_set<wiped_string, text_hash, std::equal_to<>, wiping_allocator<wiped_string>>>
      whole_{};                           // by their sizes
  std::array<bool, 256> begins_whole_{};  // whether a pattern of whole_ begins with a byte
};

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/impl/spelling_index.ipp>
#endif
