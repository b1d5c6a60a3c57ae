// SPDX-License-Identifier: BSL-1.0
#pragma once
// The characters of a UTF-8 text, one after the other, for those who have to look at each of them.

#include <cstddef>
#include <roster/config.hpp>
#include <string_view>

namespace roster {

/// A character of a text.
struct code_point {
  char32_t value{};
  std::size_t length{};  ///< in bytes; 0: what stands there is not UTF-8
};

/// Reads the first character of `text`, which is not empty, by RFC 3629: no surrogates, no longer form than
/// needed, nothing above U+10FFFF.
/// Example: read_utf8: reads what UTF-8 is and nothing else
ROSTER_DECL code_point read_utf8(std::string_view text) noexcept;

/// Tells whether a terminal or a log shows the character, and does not obey it: false for control characters
/// and for those that turn the direction of text or begin a line.
/// Example: is_shown: is false for what a terminal obeys
ROSTER_DECL bool is_shown(char32_t character) noexcept;

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/impl/utf8.ipp>
#endif
