// SPDX-License-Identifier: BSL-1.0
#pragma once
// Decodes UTF-8 one character at a time.

#include <cstddef>
#include <roster/config.hpp>
#include <string_view>

namespace roster::inline v0::detail {

/// A decoded character.
struct code_point {
  char32_t value{};
  std::size_t length{};  ///< in bytes; 0: invalid UTF-8
};

/// Reads the first character of `text`, which is not empty, by RFC 3629: rejects surrogates, overlong forms and
/// values above U+10FFFF.
/// Example: read_utf8: accepts only valid UTF-8
ROSTER_DECL code_point read_utf8(std::string_view text) noexcept;

/// Returns whether a character may be written to a terminal or a log unescaped: false for control characters, line
/// and paragraph separators, characters that change the direction of text, all other invisible and format characters
/// (Unicode's general category Cf and property Default_Ignorable_Code_Point, such as zero-width spaces and joiners,
/// variation selectors and tags), noncharacters and surrogates.
/// Example: is_shown: is false for invisible and format characters and for noncharacters
ROSTER_DECL bool is_shown(char32_t character) noexcept;

/// Returns false when no character beyond ASCII whose UTF-8 begins with this byte needs escaping: a quick check
/// without decoding the character.
constexpr bool may_be_hidden(char lead) noexcept {
  const auto byte = static_cast<unsigned char>(lead);
  if (byte >= 0xE4 && byte <= 0xEE) return false;  // U+4000 to U+EFFF without surrogates: the common case
  return byte == 0xC2 || byte == 0xCD || byte >= 0xD8;
}
}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/impl/utf8.ipp>
#endif
