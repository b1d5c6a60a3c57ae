// SPDX-License-Identifier: BSL-1.0
#pragma once
// Finds the known name that is closest to an unknown one, for "did you mean …?".

#include <optional>
#include <roster/config.hpp>
#include <span>
#include <string>
#include <string_view>

namespace roster::inline v0 {

/// Returns the word with the fewest typing errors (a character inserted, deleted, replaced, or two swapped; letter
/// case is ignored) relative to `word`; std::nullopt when none is close.
/// Example: closest_match: finds the word with the fewest typing errors
ROSTER_DECL std::optional<std::string_view> closest_match(std::string_view word,
                                                          std::span<const std::string_view> words);

/// Returns `; did you mean "…"?`, or "" when no word is close.
ROSTER_DECL std::string suggestion(std::string_view word, std::span<const std::string_view> words);

}  // namespace roster::inline v0

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/wire/impl/closest_match.ipp>
#endif
