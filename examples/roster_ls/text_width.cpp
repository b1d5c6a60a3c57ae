// SPDX-License-Identifier: BSL-1.0
#include "text_width.hpp"

#include <algorithm>
#include <array>
#include <roster/detail/utf8.hpp>
#include <span>

namespace roster_ls {
namespace {

struct code_range {
  char32_t first;
  char32_t last;
};

// Source: Unicode 14, EastAsianWidth.txt, W and F; unassigned characters between two ranges join them.
constexpr std::array wide_ranges{
    code_range{0x1100, 0x115F},   code_range{0x231A, 0x231B},   code_range{0x2329, 0x232A},
    code_range{0x23E9, 0x23EC},   code_range{0x23F0, 0x23F0},   code_range{0x23F3, 0x23F3},
    code_range{0x25FD, 0x25FE},   code_range{0x2614, 0x2615},   code_range{0x2648, 0x2653},
    code_range{0x267F, 0x267F},   code_range{0x2693, 0x2693},   code_range{0x26A1, 0x26A1},
    code_range{0x26AA, 0x26AB},   code_range{0x26BD, 0x26BE},   code_range{0x26C4, 0x26C5},
    code_range{0x26CE, 0x26CE},   code_range{0x26D4, 0x26D4},   code_range{0x26EA, 0x26EA},
    code_range{0x26F2, 0x26F3},   code_range{0x26F5, 0x26F5},   code_range{0x26FA, 0x26FA},
    code_range{0x26FD, 0x26FD},   code_range{0x2705, 0x2705},   code_range{0x270A, 0x270B},
    code_range{0x2728, 0x2728},   code_range{0x274C, 0x274C},   code_range{0x274E, 0x274E},
    code_range{0x2753, 0x2755},   code_range{0x2757, 0x2757},   code_range{0x2795, 0x2797},
    code_range{0x27B0, 0x27B0},   code_range{0x27BF, 0x27BF},   code_range{0x2B1B, 0x2B1C},
    code_range{0x2B50, 0x2B50},   code_range{0x2B55, 0x2B55},   code_range{0x2E80, 0x303E},
    code_range{0x3041, 0x3247},   code_range{0x3250, 0x4DBF},   code_range{0x4E00, 0xA4C6},
    code_range{0xA960, 0xA97C},   code_range{0xAC00, 0xD7A3},   code_range{0xF900, 0xFAD9},
    code_range{0xFE10, 0xFE19},   code_range{0xFE30, 0xFE6B},   code_range{0xFF01, 0xFF60},
    code_range{0xFFE0, 0xFFE6},   code_range{0x16FE0, 0x1B2FB}, code_range{0x1F004, 0x1F004},
    code_range{0x1F0CF, 0x1F0CF}, code_range{0x1F18E, 0x1F18E}, code_range{0x1F191, 0x1F19A},
    code_range{0x1F200, 0x1F320}, code_range{0x1F32D, 0x1F335}, code_range{0x1F337, 0x1F37C},
    code_range{0x1F37E, 0x1F393}, code_range{0x1F3A0, 0x1F3CA}, code_range{0x1F3CF, 0x1F3D3},
    code_range{0x1F3E0, 0x1F3F0}, code_range{0x1F3F4, 0x1F3F4}, code_range{0x1F3F8, 0x1F43E},
    code_range{0x1F440, 0x1F440}, code_range{0x1F442, 0x1F4FC}, code_range{0x1F4FF, 0x1F53D},
    code_range{0x1F54B, 0x1F54E}, code_range{0x1F550, 0x1F567}, code_range{0x1F57A, 0x1F57A},
    code_range{0x1F595, 0x1F596}, code_range{0x1F5A4, 0x1F5A4}, code_range{0x1F5FB, 0x1F64F},
    code_range{0x1F680, 0x1F6C5}, code_range{0x1F6CC, 0x1F6CC}, code_range{0x1F6D0, 0x1F6D2},
    code_range{0x1F6D5, 0x1F6DF}, code_range{0x1F6EB, 0x1F6EC}, code_range{0x1F6F4, 0x1F6FC},
    code_range{0x1F7E0, 0x1F7F0}, code_range{0x1F90C, 0x1F93A}, code_range{0x1F93C, 0x1F945},
    code_range{0x1F947, 0x1F9FF}, code_range{0x1FA70, 0x1FAF6}, code_range{0x20000, 0x3FFFD}};

// The combining marks of Latin, Greek, Cyrillic, Hebrew, Arabic and kana, joiners and variation selectors. Marks
// of other scripts count as one column: their rows are shorter than the terminal, never longer.
constexpr std::array zero_ranges{
    code_range{0x0300, 0x036F},  code_range{0x0483, 0x0489}, code_range{0x0591, 0x05BD},
    code_range{0x0610, 0x061A},  code_range{0x064B, 0x065F}, code_range{0x1AB0, 0x1ACE},
    code_range{0x1DC0, 0x1DFF},  code_range{0x200B, 0x200D}, code_range{0x20D0, 0x20F0},
    code_range{0x3099, 0x309A},  code_range{0xFE00, 0xFE0F}, code_range{0xFE20, 0xFE2F},
    code_range{0xE0100, 0xE01EF}};

bool is_in(std::span<const code_range> ranges, char32_t character) {
  const auto found = std::lower_bound(ranges.begin(), ranges.end(), character,
                                      [](const code_range& one, char32_t value) { return one.last < value; });
  return found != ranges.end() && found->first <= character;
}

std::size_t width_of(char32_t character) {
  if (character < 0x300) return 1;
  if (is_in(zero_ranges, character)) return 0;
  return is_in(wide_ranges, character) ? 2 : 1;
}

struct glyph {
  std::size_t bytes{};
  std::size_t width{};
};

/// Measures the first character of a text that is not empty; a byte that is not UTF-8 is one column.
glyph measure_first(std::string_view text) {
  const auto character = roster::detail::read_utf8(text);
  return character.length == 0 ? glyph{1, 1} : glyph{character.length, width_of(character.value)};
}

}  // namespace

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  while (!text.empty()) {
    const auto next = measure_first(text);
    width += next.width;
    text.remove_prefix(next.bytes);
  }
  return width;
}

std::string cut_to_width(std::string_view text, std::size_t width) {
  std::size_t used = 0;
  std::size_t kept = 0;  // bytes that fit if one column is reserved for "…"
  for (std::size_t at = 0; at < text.size();) {
    const auto next = measure_first(text.substr(at));
    used += next.width;
    if (used > width) return width == 0 ? std::string() : std::string(text.substr(0, kept)) + "…";
    at += next.bytes;
    if (used < width) kept = at;
  }
  return std::string(text);
}

}  // namespace roster_ls
