// SPDX-License-Identifier: BSL-1.0
#pragma once
// Decodes the escapes in JSON strings.

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <roster/wire/detail/json_scan.hpp>

namespace roster::inline v0::detail {

/// The character that a letter after a backslash represents, '\0' for an invalid escape.
inline constexpr auto escape_meanings = [] {
  std::array<char, 256> out{};
  for (const char c : {'"', '\\', '/'}) out[static_cast<unsigned char>(c)] = c;
  out['b'] = '\b';
  out['f'] = '\f';
  out['n'] = '\n';
  out['r'] = '\r';
  out['t'] = '\t';
  return out;
}();

/// The value of a hexadecimal digit; -1 for any other character.
inline constexpr auto hex_digits = [] {
  std::array<signed char, 256> out{};
  out.fill(-1);
  for (std::size_t i = 0; i < 10; ++i) out['0' + i] = static_cast<signed char>(i);
  for (std::size_t i = 0; i < 6; ++i) out['a' + i] = out['A' + i] = static_cast<signed char>(10 + i);
  return out;
}();

/// Appends a character to `out` in UTF-8. Returns the end of it.
inline char* put_utf8(std::uint32_t value, char* out) noexcept {
  const auto put = [&](std::uint32_t byte) { *out++ = static_cast<char>(static_cast<unsigned char>(byte)); };
  if (value < 0x80) {
    put(value);
  } else if (value < 0x800) {
    put(0xC0U | (value >> 6U));
    put(0x80U | (value & 0x3FU));
  } else {
    if (value < 0x10000) {
      put(0xE0U | (value >> 12U));
    } else {
      put(0xF0U | (value >> 18U));
      put(0x80U | ((value >> 12U) & 0x3FU));
    }
    put(0x80U | ((value >> 6U) & 0x3FU));
    put(0x80U | (value & 0x3FU));
  }
  return out;
}

/// Returns the value of four hexadecimal digits; a negative number if one of them is none.
inline int hex4_value(const char* at) noexcept {
  const auto digit = [&](int i) -> int { return hex_digits[static_cast<unsigned char>(at[i])]; };
  return digit(0) * 4096 | digit(1) * 256 | digit(2) * 16 | digit(3);
}

/// Decodes escapes `\uXXXX` that follow each other, up to a surrogate or anything else, or until `out` is beyond `full`,
/// after which 3 bytes must be writable. Returns the end of what was read.
inline const char* copy_unicode(const char* at, const char* end, char*& out, const char* full) noexcept {
  char* used = out;  // not in memory
  while (end - at >= 6 && at[0] == '\\' && at[1] == 'u' && used <= full) {
    const int value = hex4_value(at + 2);
    if (value < 0 || (value >= 0xD800 && value <= 0xDFFF)) break;
    used = put_utf8(static_cast<std::uint32_t>(value), used);
    at += 6;
  }
  out = used;
  return at;
}

/// Copies 16 bytes, and replaces the short escapes in them. Stops at the first byte that is neither plain nor part of a
/// short escape. 33 bytes must be readable and 32 writable. Returns the number of bytes read, up to 17.
inline std::size_t copy_block(const char* block, char*& out) noexcept {
  unsigned special = special_bits(block);
  char* used = out;
  std::size_t done = 0;
  std::memcpy(used, block, scan_block);
  while (special != 0) {
    const auto at = static_cast<std::size_t>(std::countr_zero(special));
    used += at - done;
    done = at;
    const char meaning =
        block[at] == '\\' ? escape_meanings[static_cast<unsigned char>(block[at + 1])] : '\0';
    if (meaning == '\0') {
      out = used;
      return done;
    }
    *used++ = meaning;
    done = at + 2;
    std::memcpy(used, block + done, scan_block);
    special &= ~(3U << at);  // also of an escaped quote or backslash
  }
  out = done < scan_block ? used + (scan_block - done) : used;
  return (std::max)(done, scan_block);
}

/// Returns the number of bytes that copy_block would read: up to 17 plain bytes and short escapes. 17 bytes must be readable.
inline std::size_t skip_block(const char* block) noexcept {
  unsigned special = special_bits(block);
  const unsigned backslashes = equal_bits(block, '\\');
  const unsigned escaped = backslashes << 1U & 0xFFFFU;
  // Most escapes are those of quotes, in a JSON text inside a string: they are skipped together.
  if ((escaped & ~equal_bits(block, '"')) == 0) special &= ~(backslashes & 0x7FFFU) & ~escaped;
  while (special != 0) {
    const auto at = static_cast<std::size_t>(std::countr_zero(special));
    if (block[at] != '\\' || escape_meanings[static_cast<unsigned char>(block[at + 1])] == '\0') return at;
    if (at == scan_block - 1) return scan_block + 1;
    special &= ~(3U << at);  // also of an escaped quote or backslash
  }
  return scan_block;
}

}  // namespace roster::inline v0::detail
