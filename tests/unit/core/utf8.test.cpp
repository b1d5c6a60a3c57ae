// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <algorithm>
#include <roster/detail/utf8.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using roster::detail::read_utf8;

namespace {

/// Returns the UTF-8 of a character, by its definition.
std::string encoded(char32_t c) {
  const auto byte = [](char32_t value) { return static_cast<char>(static_cast<unsigned char>(value)); };
  const auto rest = [&](unsigned shift) { return byte(0x80U | ((c >> shift) & 0x3FU)); };
  if (c < 0x80) return {byte(c)};
  if (c < 0x800) return {byte(0xC0U | (c >> 6U)), rest(0)};
  if (c < 0x10000) return {byte(0xE0U | (c >> 12U)), rest(6), rest(0)};
  return {byte(0xF0U | (c >> 18U)), rest(12), rest(6), rest(0)};
}

}  // namespace

TEST_CASE("read_utf8: accepts only valid UTF-8") {
  for (char32_t c = 0; c < 0x110000; ++c) {
    const auto text = encoded(c) + "x";
    const auto read = read_utf8(text);
    const bool surrogate = c >= 0xD800 && c <= 0xDFFF;
    if (surrogate ? read.length != 0 : read.value != c || read.length + 1 != text.size()) FAIL_CHECK(c);
  }
  for (const std::string_view text :
       {"\x80", "\xBF", "\xC0\x80", "\xC1\xBF", "\xE0\x9F\xBF", "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80",
        "\xF5\x80\x80\x80", "\xFF", "\xC2", "\xE2\x82", "\xF0\x9F\x98", "\xC2x", "\xE2\x82x",
        "\xF0\x9F\x98x"}) {
    CAPTURE(text.size());
    CHECK(read_utf8(text).length == 0);
  }
}

TEST_CASE("is_shown: is false for control characters that a terminal interprets") {
  for (const char32_t c : U"a ~\u00A0\u4E2D\u2027\u202F\U0001F600\uE000\u0301\u3000\uFFFD")
    if (c != 0) CHECK(roster::detail::is_shown(c));
  for (const unsigned c : {0x00U, 0x1BU, 0x0AU, 0x7FU, 0x80U, 0x9BU, 0x9FU, 0x200EU, 0x200FU, 0x2028U,
                           0x2029U, 0x202AU, 0x202EU, 0x2066U, 0x2069U, 0xFEFFU})
    CHECK_FALSE(roster::detail::is_shown(static_cast<char32_t>(c)));
}

TEST_CASE("is_shown: is false for invisible and format characters and for noncharacters (fault 199)") {
  // Unicode 16: the general categories Cc, Cf, Zl and Zp, Default_Ignorable_Code_Point, surrogates and noncharacters.
  const std::vector<std::pair<char32_t, char32_t>> hidden{
      {0x0000, 0x001F},   {0x007F, 0x009F},   {0x00AD, 0x00AD},   {0x034F, 0x034F},   {0x0600, 0x0605},
      {0x061C, 0x061C},   {0x06DD, 0x06DD},   {0x070F, 0x070F},   {0x0890, 0x0891},   {0x08E2, 0x08E2},
      {0x115F, 0x1160},   {0x17B4, 0x17B5},   {0x180B, 0x180F},   {0x200B, 0x200F},   {0x2028, 0x202E},
      {0x2060, 0x206F},   {0x3164, 0x3164},   {0xD800, 0xDFFF},   {0xFDD0, 0xFDEF},   {0xFE00, 0xFE0F},
      {0xFEFF, 0xFEFF},   {0xFFA0, 0xFFA0},   {0xFFF0, 0xFFFB},   {0xFFFE, 0xFFFF},   {0x110BD, 0x110BD},
      {0x110CD, 0x110CD}, {0x13430, 0x1343F}, {0x1BCA0, 0x1BCA3}, {0x1D173, 0x1D17A}, {0xE0000, 0xE0FFF}};
  const auto is_hidden = [&](char32_t c) {
    if ((c & 0xFFFEU) == 0xFFFE) return true;
    return std::any_of(hidden.begin(), hidden.end(),
                       [&](const auto& range) { return c >= range.first && c <= range.second; });
  };
  for (char32_t c = 0; c < 0x110000; ++c)
    if (roster::detail::is_shown(c) == is_hidden(c)) FAIL_CHECK(static_cast<unsigned>(c));
  CHECK_FALSE(roster::detail::is_shown(0x110000));
}

TEST_CASE("may_be_hidden: is true for the first byte of every character that is not shown") {
  for (char32_t c = 0x80; c < 0x110000; ++c) {
    const bool surrogate = c >= 0xD800 && c <= 0xDFFF;
    if (surrogate || roster::detail::is_shown(c)) continue;
    if (!roster::detail::may_be_hidden(encoded(c).front())) FAIL_CHECK(static_cast<unsigned>(c));
  }
  for (const char lead : {'\xC3', '\xE4', '\xE9', '\xEA'}) CHECK_FALSE(roster::detail::may_be_hidden(lead));
}
