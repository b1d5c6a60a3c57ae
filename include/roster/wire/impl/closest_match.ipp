// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of closest_match.hpp.

#include <roster/wire/closest_match.hpp>

#include <algorithm>
#include <cstddef>
#include <vector>

namespace roster::inline v0 {
namespace detail {

/// Longer words are not compared: they are user input, and the complexity is quadratic.
inline constexpr std::size_t max_compared_word = 128;

inline char lowered(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// Returns the Damerau-Levenshtein distance (optimal string alignment), row by row.
inline std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before_last(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    before_last.swap(last);
    last.swap(row);
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const bool same = lowered(a[i - 1]) == lowered(b[j - 1]);
      row[j] = (std::min)({last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1)});
      const bool swapped =
          i > 1 && j > 1 && lowered(a[i - 1]) == lowered(b[j - 2]) && lowered(a[i - 2]) == lowered(b[j - 1]);
      if (swapped) row[j] = (std::min)(row[j], before_last[j - 2] + 1);
    }
  }
  return row[b.size()];
}

}  // namespace detail

ROSTER_DECL std::optional<std::string_view> closest_match(std::string_view word,
                                                          std::span<const std::string_view> words) {
  std::optional<std::string_view> best;
  if (word.size() > detail::max_compared_word) return best;
  std::size_t limit = word.size() / 3 + 2;  // one more than the maximum distance
  for (const std::string_view candidate : words) {
    if (candidate.size() > detail::max_compared_word) continue;
    const std::size_t slips = detail::edit_distance(word, candidate);
    if (slips >= limit || slips >= candidate.size()) continue;
    limit = slips;
    best = candidate;
  }
  return best;
}

ROSTER_DECL std::string suggestion(std::string_view word, std::span<const std::string_view> words) {
  const auto near = closest_match(word, words);
  return near ? "; did you mean \"" + std::string(*near) + "\"?" : std::string();
}

}  // namespace roster::inline v0
