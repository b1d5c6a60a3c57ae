// SPDX-License-Identifier: BSL-1.0
#pragma once
// UTF-8 and the escapes of JSON.

#include <cstddef>
#include <roster/config.hpp>
#include <roster/detail/wipe.hpp>
#include <string_view>
#include <vector>

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

/// A text whose escapes can be decoded repeatedly, since JSON and URLs may be nested in each other.
class unescaped_text {
 public:
  explicit unescaped_text(std::string_view text) : bytes_(text), size_(text.size()) {}

  std::string_view bytes() const noexcept { return bytes_; }

  /// Decodes percent-encoding, JSON escapes, `\xXX` and HTML entities, each once; malformed escapes are unchanged.
  /// Returns false when there was none.
  /// Complexity: linear.
  /// Example: unescaped_text: decodes escapes of URLs, JSON, logs and HTML
  ROSTER_DECL bool decode_escapes();

  /// Returns the offset in the original text of the first byte of the escape that was decoded to the byte at `at`.
  std::size_t origin_of(std::size_t at) const noexcept { return origins_.empty() ? at : origins_[at]; }

  /// Returns the offset in the original text just past the bytes that were decoded to the bytes before `end`.
  std::size_t origin_end(std::size_t end) const noexcept {
    if (origins_.empty()) return end;
    while (end < bytes_.size() && end != 0 && origins_[end] == origins_[end - 1]) ++end;
    return end == bytes_.size() ? size_ : origins_[end];
  }

 private:
  wiped_string bytes_;  // the text may be or contain a secret
  std::size_t size_;
  std::vector<std::size_t> origins_{};  // empty until an escape is decoded
};

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/impl/utf8.ipp>
#endif
