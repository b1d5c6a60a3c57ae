// SPDX-License-Identifier: BSL-1.0
#pragma once
// Finds the ends of the parts of a JSON text: the bytes of a string that are not plain, 16 at a time, UTF-8 sequences,
// numbers, white space. The innermost loops of decoding, and the only code that uses vector instructions.

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <initializer_list>
#include <utility>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace roster::inline v0::detail {

inline constexpr std::size_t scan_block = 16;

/// The purpose of a scan: DEL is valid in a JSON string, but is escaped when written.
enum class scan_for { reading, writing };

/// Returns whether the byte is ASCII and needs no escape in a JSON string.
template <scan_for Use = scan_for::reading>
constexpr bool is_plain(char c) noexcept {
  if (Use == scan_for::writing && c == 0x7F) return false;
  return c >= 0x20 && c != '"' && c != '\\' && static_cast<unsigned char>(c) < 0x80;
}

/// Portable implementation of special_bits.
template <scan_for Use = scan_for::reading>
unsigned special_bits_portable(const char* block) noexcept {
  constexpr std::uint64_t ones = 0x0101010101010101U;
  constexpr std::uint64_t low_bits = ones * 0x7F;
  constexpr std::uint64_t tops = ones * 0x80;
  // The top bit of each byte that is not zero; a byte never carries into the next one.
  const auto not_zero = [](std::uint64_t x) { return ((x & low_bits) + low_bits) | x; };
  unsigned bits = 0;
  for (unsigned i = 0; i < scan_block; i += 8) {
    std::uint64_t x{};
    for (unsigned k = 0; k < 8; ++k)
      x |= static_cast<std::uint64_t>(static_cast<unsigned char>(block[i + k])) << (8 * k);
    std::uint64_t plain = not_zero(x ^ (ones * '"')) & not_zero(x ^ (ones * '\\')) &
                          ((x & low_bits) + ones * 0x60);  // the top bit is set from 0x20 on
    if constexpr (Use == scan_for::writing) plain &= not_zero(x ^ low_bits);
    const std::uint64_t special = (~plain | x) & tops;
    // Moves the top bits, which are 8 apart, next to each other.
    bits |= static_cast<unsigned>(((special >> 7U) * 0x0102040810204080U) >> 56U) << i;
  }
  return bits;
}

/// As special_bits, for the loops whose speed depends on inlining.
template <scan_for Use = scan_for::reading>
[[gnu::always_inline]] inline unsigned special_bits_inline(const char* block) noexcept {
#if defined(__SSE2__)
  const __m128i x = _mm_loadu_si128(reinterpret_cast<const __m128i*>(block));
  // Compared as signed bytes, control characters and bytes from 0x80 on are less than the space.
  const __m128i low = _mm_cmplt_epi8(x, _mm_set1_epi8(0x20));
  const __m128i quote = _mm_cmpeq_epi8(x, _mm_set1_epi8('"'));
  const __m128i backslash = _mm_cmpeq_epi8(x, _mm_set1_epi8('\\'));
  __m128i special = _mm_or_si128(low, _mm_or_si128(quote, backslash));
  if constexpr (Use == scan_for::writing)
    special = _mm_or_si128(special, _mm_cmpeq_epi8(x, _mm_set1_epi8(0x7F)));
  return static_cast<unsigned>(_mm_movemask_epi8(special));
#else
  return special_bits_portable<Use>(block);
#endif
}

/// Returns a bit for each of the 16 bytes at `block` that is not plain; the lowest bit is that of the first byte.
template <scan_for Use = scan_for::reading>
unsigned special_bits(const char* block) noexcept {
  return special_bits_inline<Use>(block);
}

/// Portable implementation of equal_bits.
inline unsigned equal_bits_portable(const char* block, char c) noexcept {
  unsigned bits = 0;
  for (unsigned i = 0; i < scan_block; ++i) bits |= (block[i] == c ? 1U : 0U) << i;
  return bits;
}

/// Returns a bit for each of the 16 bytes at `block` that is `c`; the lowest bit is that of the first byte.
inline unsigned equal_bits(const char* block, char c) noexcept {
#if defined(__SSE2__)
  const __m128i x = _mm_loadu_si128(reinterpret_cast<const __m128i*>(block));
  return static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(x, _mm_set1_epi8(c))));
#else
  return equal_bits_portable(block, c);
#endif
}

/// Returns how many of the 16 bytes at `block` are plain before the first that is not.
template <scan_for Use = scan_for::reading>
[[gnu::always_inline]] inline std::size_t plain_prefix(const char* block) noexcept {
  return static_cast<std::size_t>(std::countr_zero(special_bits_inline<Use>(block) | 0x10000U));
}

/// Returns the first byte in [at, end) that is not plain, or `end`.
template <scan_for Use = scan_for::reading>
[[gnu::always_inline]] inline const char* plain_run(const char* at, const char* end) noexcept {
  const bool has_block = static_cast<std::size_t>(end - at) >= scan_block;
  // The position advances by a constant, so that the next block does not wait for the result of this one.
  for (; static_cast<std::size_t>(end - at) >= scan_block; at += scan_block) {
    const std::size_t n = plain_prefix<Use>(at);
    if (n != scan_block) return at + n;
  }
  // The remaining bytes, in a block that overlaps the previous one, which is known to be plain.
  if (has_block && at != end) return end - scan_block + plain_prefix<Use>(end - scan_block);
  while (at != end && is_plain<Use>(*at)) ++at;
  return at;
}

/// Returns the first byte in [at, end) that is not white space, or `end`.
inline const char* after_space(const char* at, const char* end) noexcept {
  while (at != end && (*at == ' ' || *at == '\n' || *at == '\r' || *at == '\t')) ++at;
  return at;
}

/// Returns whether the first bytes of two strings, as many as a Word has, are equal.
template <class Word>
bool same_word(const char* a, const char* b) noexcept {
  Word x{};
  Word y{};
  std::memcpy(&x, a, sizeof x);
  std::memcpy(&y, b, sizeof y);
  return x == y;
}

/// Returns whether two short strings are equal. Compares word by word, the last word overlapping the previous one:
/// faster than a call to memcmp.
inline bool same_bytes(const char* a, const char* b, std::size_t size) noexcept {
  if (size >= 8) {
    const std::size_t last = size - 8;
    for (std::size_t i = 0; i < last; i += 8)
      if (!same_word<std::uint64_t>(a + i, b + i)) return false;
    return same_word<std::uint64_t>(a + last, b + last);
  }
  if (size >= 4)
    return same_word<std::uint32_t>(a, b) && same_word<std::uint32_t>(a + size - 4, b + size - 4);
  for (std::size_t i = 0; i < size; ++i)
    if (a[i] != b[i]) return false;
  return true;
}

/// Returns the length of the multi-byte UTF-8 sequence at `at`; 0 if there is no valid one.
inline std::size_t utf8_sequence(const char* at, const char* end) noexcept {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(at[i]); };
  const auto left = static_cast<std::size_t>(end - at);
  const unsigned first = left == 0 ? 0U : byte(0);
  if (first < 0xC2 || first > 0xF4) return 0;
  const std::size_t length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  if (left < length) return 0;
  // The range of the second byte excludes overlong forms, surrogates and values above U+10FFFF.
  const unsigned least = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
  const unsigned most = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
  if (byte(1) < least || byte(1) > most) return 0;
  for (std::size_t i = 2; i < length; ++i)
    if ((byte(i) & 0xC0U) != 0x80U) return 0;
  return length;
}

/// Returns whether the three bytes are a UTF-8 sequence, other than one that begins with E0 or ED, whose second byte has
/// another range. True of nearly all of Chinese.
inline bool is_usual_of_three(const char* at) noexcept {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(at[i]); };
  return (byte(0) & 0xF0U) == 0xE0U && byte(0) != 0xE0 && byte(0) != 0xED && (byte(1) & 0xC0U) == 0x80U &&
         (byte(2) & 0xC0U) == 0x80U;
}

/// Portable implementation of usual_run.
inline const char* usual_run_portable(const char* at, const char* end) noexcept {
  for (;;) {
    while (end - at >= 3 && is_usual_of_three(at)) at += 3;
    if (at == end || !is_plain(*at)) return at;
    at = plain_run(at, end);
  }
}

/// Returns the end of the plain bytes, and of the sequences for which is_usual_of_three is true, that begin at `at`; or an
/// earlier end of one of them, less than 16 bytes before `end`.
inline const char* usual_run(const char* at, const char* end) noexcept {
#if defined(__SSE2__)
  unsigned expected = 0;  // the continuation bytes that the leading bytes require, a bit for each byte
  for (; static_cast<std::size_t>(end - at) >= scan_block; at += scan_block) {
    const __m128i x = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
    const __m128i high = _mm_cmpeq_epi8(_mm_and_si128(x, _mm_set1_epi8('\xF0')), _mm_set1_epi8('\xE0'));
    const __m128i others =
        _mm_or_si128(_mm_cmpeq_epi8(x, _mm_set1_epi8('\xE0')), _mm_cmpeq_epi8(x, _mm_set1_epi8('\xED')));
    const auto leading = static_cast<unsigned>(_mm_movemask_epi8(_mm_andnot_si128(others, high)));
    const __m128i from_80_to_bf = _mm_cmplt_epi8(x, _mm_set1_epi8('\xC0'));
    const auto continuing = static_cast<unsigned>(_mm_movemask_epi8(from_80_to_bf));
    const unsigned all = expected | leading << 1U | leading << 2U;
    const unsigned wrong = ((all ^ continuing) & 0xFFFFU) | (special_bits(at) & ~leading & ~continuing);
    if (wrong != 0) {
      const auto size = std::countr_zero(wrong);
      const unsigned before = leading & ((1U << static_cast<unsigned>(size)) - 1);
      expected = (expected | before << 1U | before << 2U) >> static_cast<unsigned>(size);
      at += size;
      break;
    }
    expected = all >> scan_block;
  }
  return (expected & 1U) == 0 ? at
                              : at - ((expected & 2U) != 0 ? 1 : 2);  // the start of an incomplete sequence
#else
  return usual_run_portable(at, end);
#endif
}

/// Returns the end of the multi-byte UTF-8 sequences that begin at `at`; `at` if there is no valid one.
inline const char* utf8_run(const char* at, const char* end) noexcept {
  for (;;) {
    while (end - at >= 3 && is_usual_of_three(at)) at += 3;
    const std::size_t length = utf8_sequence(at, end);
    if (length == 0) return at;
    at += length;
  }
}

/// Returns whether the bytes from `at` to `end` are a truncated multi-byte UTF-8 sequence.
inline bool is_cut_sequence(const char* at, const char* end) noexcept {
  const auto left = static_cast<std::size_t>(end - at);
  if (left == 0 || left > 3) return false;
  for (const char rest : {'\x80', '\xBF'}) {  // one of them is a valid second byte of every sequence
    char completed[4] = {rest, rest, rest, rest};
    std::memcpy(completed, at, left);
    if (utf8_sequence(completed, completed + 4) > left) return true;
  }
  return false;
}

inline const char* digits_run(const char* at, const char* end) noexcept {
  while (at != end && *at >= '0' && *at <= '9') ++at;
  return at;
}

/// Skips a number by the grammar of JSON. Returns false with `at` at the byte that violates it.
inline bool scan_number(const char*& at, const char* end) noexcept {
  const auto digits = [&] {
    const char* const from = std::exchange(at, digits_run(at, end));
    return at != from;
  };
  if (at != end && *at == '-') ++at;
  if (at != end && *at == '0')
    ++at;
  else if (!digits())
    return false;
  if (at != end && *at == '.') {
    ++at;
    if (!digits()) return false;
  }
  if (at != end && (*at == 'e' || *at == 'E')) {
    ++at;
    if (at != end && (*at == '+' || *at == '-')) ++at;
    if (!digits()) return false;
  }
  return true;
}

}  // namespace roster::inline v0::detail
