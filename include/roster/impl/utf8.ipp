// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of utf8.hpp.

#include <roster/detail/utf8.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <utility>

namespace roster::inline v0::detail {

ROSTER_DECL code_point read_utf8(std::string_view text) noexcept {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned first = byte(0);
  if (first < 0x80) return {first, 1};
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || text.size() < length) return {};
  char32_t value = first & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0U) != 0x80U) return {};
    value = (value << 6U) | (byte(i) & 0x3FU);
  }
  constexpr std::array<char32_t, 5> smallest{0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (value < smallest[length] || value > 0x10FFFF || surrogate) return {};
  return {value, length};
}

struct character_range {
  char32_t first{};
  char32_t last{};
};

/// The hidden characters beyond ASCII, without noncharacters at the end of a plane: the general categories Cc, Cf, Zl
/// and Zp and the property Default_Ignorable_Code_Point of Unicode 16; sorted.
inline constexpr std::array<character_range, 28> hidden_ranges{
    {{0x0080, 0x009F},   {0x00AD, 0x00AD},   {0x034F, 0x034F},   {0x0600, 0x0605},   {0x061C, 0x061C},
     {0x06DD, 0x06DD},   {0x070F, 0x070F},   {0x0890, 0x0891},   {0x08E2, 0x08E2},   {0x115F, 0x1160},
     {0x17B4, 0x17B5},   {0x180B, 0x180F},   {0x200B, 0x200F},   {0x2028, 0x202E},   {0x2060, 0x206F},
     {0x3164, 0x3164},   {0xD800, 0xDFFF},   {0xFDD0, 0xFDEF},   {0xFE00, 0xFE0F},   {0xFEFF, 0xFEFF},
     {0xFFA0, 0xFFA0},   {0xFFF0, 0xFFFB},   {0x110BD, 0x110BD}, {0x110CD, 0x110CD}, {0x13430, 0x1343F},
     {0x1BCA0, 0x1BCA3}, {0x1D173, 0x1D17A}, {0xE0000, 0xE0FFF}}};

ROSTER_DECL bool is_shown(char32_t c) noexcept {
  if (c < 0x80) return c >= 0x20 && c != 0x7F;
  if ((c & 0xFFFEU) == 0xFFFE || c > 0x10FFFF) return false;
  const auto range = std::lower_bound(hidden_ranges.begin(), hidden_ranges.end(), c,
                                      [](const auto& one, char32_t value) { return one.last < value; });
  return range == hidden_ranges.end() || c < range->first;
}

/// The characters that an escape at the beginning of a string represents.
struct decoded_escape {
  std::size_t length{};  ///< of the escape; 0: no escape
  std::array<char, 4> bytes{};
  std::size_t size{};
};

inline decoded_escape escape_of_byte(std::size_t length, char byte) noexcept { return {length, {byte}, 1}; }

/// Returns the character as UTF-8; an unpaired surrogate is encoded like any other character.
inline decoded_escape escape_of_character(std::size_t length, std::uint32_t value) noexcept {
  const auto byte = [](std::uint32_t bits) { return static_cast<char>(static_cast<unsigned char>(bits)); };
  const auto tail = [&](unsigned shift) { return byte(0x80U | (value >> shift & 0x3FU)); };
  if (value < 0x80) return escape_of_byte(length, byte(value));
  if (value < 0x800) return {length, {byte(0xC0U | value >> 6U), tail(0)}, 2};
  if (value < 0x10000) return {length, {byte(0xE0U | value >> 12U), tail(6), tail(0)}, 3};
  if (value < 0x110000) return {length, {byte(0xF0U | value >> 18U), tail(12), tail(6), tail(0)}, 4};
  return {};
}

/// Parses all of `digits` as a number.
inline bool read_digits(std::string_view digits, int base, std::uint32_t& value) noexcept {
  const char* const end = digits.data() + digits.size();
  const auto [read_until, error] = std::from_chars(digits.data(), end, value, base);
  return !digits.empty() && error == std::errc() && read_until == end;
}

/// Reads `size` hexadecimal digits at `at`.
inline bool read_hex(std::string_view text, std::size_t at, std::size_t size, std::uint32_t& value) noexcept {
  return text.size() >= at + size && read_digits(text.substr(at, size), 16, value);
}

inline decoded_escape read_unicode_escape(std::string_view text) noexcept {
  std::uint32_t high{};
  std::uint32_t low{};
  if (!read_hex(text, 2, 4, high)) return {};
  const bool is_pair = high >= 0xD800 && high < 0xDC00 && text.substr(6).starts_with("\\u") &&
                       read_hex(text, 8, 4, low) && low >= 0xDC00 && low < 0xE000;
  if (!is_pair) return escape_of_character(6, high);
  return escape_of_character(12, 0x10000 + ((high - 0xD800) << 10U) + (low - 0xDC00));
}

inline decoded_escape read_backslash_escape(std::string_view text) noexcept {
  constexpr std::string_view letters = "nrtbf/\\\"'";
  constexpr std::string_view meanings = "\n\r\t\b\f/\\\"'";
  std::uint32_t value{};
  if (text.size() < 2) return {};
  if (text[1] == 'u') return read_unicode_escape(text);
  if (text[1] == 'U')  // as in Python and in escape_for_log()
    return read_hex(text, 2, 8, value) ? escape_of_character(10, value) : decoded_escape{};
  if (text[1] == 'x')
    return read_hex(text, 2, 2, value) ? escape_of_byte(4, static_cast<char>(value)) : decoded_escape{};
  const auto letter = letters.find(text[1]);
  return letter == letters.npos ? decoded_escape{} : escape_of_byte(2, meanings[letter]);
}

inline decoded_escape read_entity(std::string_view text) noexcept {
  constexpr std::size_t longest = 10;  // "&#1114111;"
  constexpr std::array<std::pair<std::string_view, char>, 10> names{{{"amp", '&'},
                                                                     {"lt", '<'},
                                                                     {"gt", '>'},
                                                                     {"quot", '"'},
                                                                     {"apos", '\''},
                                                                     {"sol", '/'},
                                                                     {"plus", '+'},
                                                                     {"equals", '='},
                                                                     {"lowbar", '_'},
                                                                     {"period", '.'}}};
  const auto end = text.substr(0, longest).find(';');
  if (end == text.npos) return {};
  std::string_view name = text.substr(1, end - 1);
  for (const auto& [known, meaning] : names)
    if (name == known) return escape_of_byte(end + 1, meaning);
  if (!name.starts_with('#')) return {};
  name.remove_prefix(1);
  const bool is_hex = name.starts_with('x') || name.starts_with('X');
  if (is_hex) name.remove_prefix(1);
  std::uint32_t value{};
  return read_digits(name, is_hex ? 16 : 10, value) ? escape_of_character(end + 1, value) : decoded_escape{};
}

inline decoded_escape read_escape(std::string_view text) noexcept {
  std::uint32_t value{};
  switch (text[0]) {
    case '%':
      return read_hex(text, 1, 2, value) ? escape_of_byte(3, static_cast<char>(value)) : decoded_escape{};
    case '\\':
      return read_backslash_escape(text);
    case '&':
      return read_entity(text);
    default:
      return {};
  }
}

ROSTER_DECL bool unescaped_text::decode_escapes() {
  const std::string_view text = bytes_;
  wiped_string bytes;
  std::vector<std::size_t> origins;
  for (std::size_t at = 0; at < text.size();) {
    const auto escape = read_escape(text.substr(at));
    if (escape.length != 0 && origins.empty()) {  // the first escape
      bytes.reserve(text.size());
      origins.reserve(text.size());
      bytes.assign(text.substr(0, at));
      for (std::size_t i = 0; i < at; ++i) origins.push_back(origin_of(i));
    }
    if (escape.length != 0) {
      bytes.append(escape.bytes.data(), escape.size);
      origins.insert(origins.end(), escape.size, origin_of(at));
      at += escape.length;
      continue;
    }
    if (!origins.empty()) {
      bytes += text[at];
      origins.push_back(origin_of(at));
    }
    ++at;
  }
  if (origins.empty()) return false;
  bytes_ = std::move(bytes);
  origins_ = std::move(origins);
  return true;
}

}  // namespace roster::inline v0::detail
