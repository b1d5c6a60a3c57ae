// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of utf8.hpp.

#include <algorithm>
#include <array>
#include <roster/detail/utf8.hpp>

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

}  // namespace roster::inline v0::detail
